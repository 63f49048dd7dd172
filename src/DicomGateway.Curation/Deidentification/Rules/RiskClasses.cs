namespace DicomGateway.Curation.Deidentification.Rules;

/// <summary>Which SOP classes and modalities are at risk. The first family that covers a class decides.</summary>
internal static class RiskClasses
{
    private const string Storage = "1.2.840.10008.5.1.4.1.1.";

    public static IReadOnlyList<string> ModalitiesAtRisk { get; } = ["US", "IVUS", "BDUS", "ES", "XC", "GM", "OT", "DG", "TG", "DOC", "HC", "SMR", "AU", "OP"];

    public static IReadOnlyList<RiskClass> All { get; } =
    [
        new("pixels.ultrasound", Storage + "3", "Ultrasound."),
        new("pixels.ultrasound", Storage + "6", "Ultrasound."),
        new("pixels.secondary-capture", Storage + "7", "Secondary capture."),
        new("pixels.document", Storage + "104", "Encapsulated document or model."),
        new("pixels.audio", Storage + "9.4", "Recorded voice or sound."),
        new("pixels.ophthalmic", Storage + "77.1.5", "Ophthalmic image.", AcceptsStatement: true),
        new("pixels.slide", Storage + "77.1.6", "Whole slide image, perhaps with the slide's label.", AcceptsStatement: true),
        new("pixels.slide", Storage + "77.1.8", "Confocal microscopy.", AcceptsStatement: true),
        new("pixels.visible-light", Storage + "77", "Endoscopy, microscopy, photography or video in visible light."),
        new("pixels.projection", Storage + "12", "Angiography or fluoroscopy.", AcceptsStatement: true),
        new("pixels.projection", Storage + "1.1", "Digital X-ray.", AcceptsStatement: true),
        new("pixels.projection", Storage + "1.2", "Mammography.", AcceptsStatement: true),
        new("pixels.projection", Storage + "1.3", "Intra-oral X-ray.", AcceptsStatement: true),
        new("pixels.rt-image", Storage + "481.1", "RT image, perhaps digitised film.", AcceptsStatement: true),
        new("pixels.hardcopy", "1.2.840.10008.5.1.1.29", "Hardcopy image."),
        new("pixels.hardcopy", "1.2.840.10008.5.1.1.30", "Hardcopy image."),
    ];

    public static RiskClass? Find(string sopClassUid) => All.FirstOrDefault(risk => risk.Covers(sopClassUid));

    public static bool IsModalityAtRisk(string modality) => ModalitiesAtRisk.Contains(modality.Trim(), StringComparer.OrdinalIgnoreCase);
}
