using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Encoding;
using DicomGateway.Dicom.Files;
using DicomGateway.Transfer.Records.Instances;
using DicomGateway.Transfer.Records.Rejections;
using DicomGateway.Transfer.Records.States;
using DicomGateway.Transfer.Records.Studies;

namespace DicomGateway.Transfer.Assembly;

/// <summary>
/// Understands rejection notes (IHE Imaging Object Change Management): what the source has rejected is taken out of the run, whether the note came
/// before, with or after it; the study goes on with the rest.
/// </summary>
internal sealed class RejectionReview(RejectionStore rejections, InstanceStore instances)
{
    private static readonly string[] Titles = ["113001", "113037", "113038", "113039"];

    /// <summary>The work without what is rejected.</summary>
    public async Task<StudyWork> RunAsync(StudyWork work, CancellationToken cancellationToken)
    {
        var notes = work.Instances.Where(instance => instance.SopClassUid == DicomUID.KeyObjectSelectionDocumentStorage.UID && instance.HasBytes)
            .Select(TryRead).OfType<RejectionNote>().ToList();
        if (notes.Count == 0 && !await rejections.ConcernsAsync(work.Study.StudyId, cancellationToken).ConfigureAwait(false))
            return work;
        await rejections.ApplyAsync(work.Study.StudyId, notes, cancellationToken).ConfigureAwait(false);
        var rejected = (await instances.ListAsync(work.Study.StudyId, cancellationToken).ConfigureAwait(false))
            .Where(instance => instance.Disposition == InstanceDisposition.Rejected).Select(instance => instance.InstanceId).ToHashSet();
        return work with { Instances = [.. work.Instances.Where(instance => !rejected.Contains(instance.InstanceId))] };
    }

    /// <summary>Null when it is another Key Object Selection, or cannot be read: that is for the stages to judge.</summary>
    private static RejectionNote? TryRead(InstanceRecord instance)
    {
        try
        {
            var dataset = DicomFile.Open(instance.Path, instance.Offset, instance.Length).Dataset;
            if (!dataset.TryGetSequence(DicomTag.ConceptNameCodeSequence, out var title) || title.Count == 0)
                return null;
            var code = title[0].GetStringOrEmpty(DicomTag.CodeValue);
            return title[0].GetStringOrEmpty(DicomTag.CodingSchemeDesignator) == "DCM" && Titles.Contains(code)
                ? new RejectionNote(instance.InstanceId, code, [.. References(dataset).Distinct(StringComparer.Ordinal)])
                : null;
        }
        catch (Exception exception) when (exception is DicomFormatException or DicomDataException)
        {
            return null;
        }
    }

    private static IEnumerable<string> References(DicomDataset note) =>
        from study in Items(note, DicomTag.CurrentRequestedProcedureEvidenceSequence)
        from series in Items(study, DicomTag.ReferencedSeriesSequence)
        from instance in Items(series, DicomTag.ReferencedSOPSequence)
        let uid = instance.GetStringOrEmpty(DicomTag.ReferencedSOPInstanceUID)
        where uid.Length > 0
        select uid;

    private static DicomDataset[] Items(DicomDataset dataset, DicomTag tag) => dataset.TryGetSequence(tag, out var items) ? [.. items] : [];
}
