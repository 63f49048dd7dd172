using DicomGateway.Curation.Metadata;

namespace DicomGateway.Curation.Deidentification.Rules;

/// <summary>Objects whose pixels, pages or sounds may show or tell who the patient is. Nothing here can clean them: they wait for a person.</summary>
internal static class PixelRiskRule
{
    public static IEnumerable<Finding> Judge(InstanceDescription instance)
    {
        var atRisk = RiskClasses.Find(instance.SopClassUid);
        if (atRisk is { AcceptsStatement: false })
            yield return Hold(instance, atRisk.Code, atRisk.Text);
        else if (atRisk is not null && instance.BurnedInAnnotation is null)
            yield return Hold(instance, atRisk.Code, atRisk.Text + " Burned In Annotation (0028,0301) does not say NO.");
        if (instance.BurnedInAnnotation == true)
            yield return Hold(instance, "pixels.burned-in", "Burned In Annotation (0028,0301) is YES.");
        if (instance.Pixels is null)
            yield break;
        if (atRisk is null && (instance.HasConversionType || instance.ImageType.Any(IsCapture)))
            yield return Hold(instance, "pixels.screen-capture", "Image Type or Conversion Type says that this is a captured screen or a digitised original.");
        if (atRisk is null && RiskClasses.IsModalityAtRisk(instance.Modality))
            yield return Hold(instance, "pixels.modality", "The modality is one whose images often carry text.");
        if (instance.Pixels.HasEmbeddedOverlay)
            yield return Hold(instance, "pixels.overlay-bits", "An overlay lies in unused bits of the pixel data.");
    }

    public static string Describe() =>
        $"Holds objects that often carry text or speech: {Names(acceptsStatement: false)}; and where Burned In Annotation does not say NO, {Names(acceptsStatement: true)}. "
        + $"Holds too what says Burned In Annotation YES, captured screens, other images of the modalities {string.Join(", ", RiskClasses.ModalitiesAtRisk)}, "
        + "and overlays in unused bits of the pixel data. A person releases them, or the project lets them through.";

    private static string Names(bool acceptsStatement) =>
        string.Join("; ", RiskClasses.All.Where(risk => risk.AcceptsStatement == acceptsStatement).Select(risk => InSentence(risk.Text)).Distinct());

    private static string InSentence(string text) => (char.IsUpper(text[1]) ? text : char.ToLowerInvariant(text[0]) + text[1..]).TrimEnd('.');

    private static bool IsCapture(string value) =>
        value.Contains("SCREEN", StringComparison.OrdinalIgnoreCase) || value.Contains("CAPTURE", StringComparison.OrdinalIgnoreCase)
        || value.Contains("DOSE_INFO", StringComparison.OrdinalIgnoreCase) || value.Contains("PROT_INFO", StringComparison.OrdinalIgnoreCase);

    private static Finding Hold(InstanceDescription instance, string code, string text) =>
        new(code, FindingSeverity.Hold, string.Empty, text, instance.Source.InstanceId, IsReleasable: true);
}
