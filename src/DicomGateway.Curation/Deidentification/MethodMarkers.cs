using DicomGateway.Curation.Deidentification.Profiles;
using DicomGateway.Curation.Deidentification.Tables;
using DicomGateway.Dicom.Data;

namespace DicomGateway.Curation.Deidentification;

/// <summary>What PS3.15 E.1 and PS3.3 C.7.1.1, C.12.1.1.14 and C.12.1.1.5 ask a de-identified object to say of itself.</summary>
internal sealed class MethodMarkers(DeidentificationProfile profile)
{
    public const string Description =
        "Writes Patient Identity Removed, De-identification Method with its codes of CID 7050, Longitudinal Temporal Information Modified, and itself as contributing equipment.";

    private readonly IReadOnlyList<MethodCode> _codes = profile.MethodCodes;

    private readonly string[] _methods =
        [$"PS3.15 {profile.TableEdition} Basic Application Level Confidentiality Profile", $"DicomGateway profile {profile.Name}"];

    public void Write(DicomDataset dataset)
    {
        Set(dataset, DicomTag.PatientIdentityRemoved, DicomVR.CS, "YES");
        AppendMethods(dataset);
        AppendCodes(dataset);
        Set(dataset, DicomTag.LongitudinalTemporalInformationModified, DicomVR.CS, "REMOVED");
        AppendEquipment(dataset);
    }

    // The old values stay as the bytes they are: they need not be ASCII.
    private void AppendMethods(DicomDataset dataset)
    {
        var ours = System.Text.Encoding.ASCII.GetBytes(string.Join('\\', _methods));
        var old = dataset.Find<DicomElement>(DicomTag.DeidentificationMethod) is { Stored: null } element ? element.Value.Span.TrimEnd((byte)' ').ToArray() : [];
        if (old.AsSpan().EndsWith(ours))
            return;
        byte[] all = old.Length == 0 ? ours : [.. old, (byte)'\\', .. ours];
        dataset.AddOrUpdate(new DicomElement(DicomTag.DeidentificationMethod, DicomVR.LO, (all.Length & 1) == 0 ? all : [.. all, (byte)' ']));
    }

    private void AppendCodes(DicomDataset dataset)
    {
        var sequence = SequenceFor(dataset, DicomTag.DeidentificationMethodCodeSequence);
        foreach (var code in _codes)
        {
            var isThere = sequence.Any(item =>
                item.GetStringOrEmpty(DicomTag.CodeValue) == code.CodeValue
                && item.GetStringOrEmpty(DicomTag.CodingSchemeDesignator) == code.CodingSchemeDesignator);
            if (!isThere)
                sequence.Add(Code(code.CodeValue, code.CodingSchemeDesignator, code.CodeMeaning));
        }
    }

    private static void AppendEquipment(DicomDataset dataset)
    {
        var sequence = SequenceFor(dataset, DicomTag.ContributingEquipmentSequence);
        if (sequence.Any(item => item.GetStringOrEmpty(DicomTag.ManufacturerModelName) == "DicomGateway"))
            return;
        var equipment = new DicomDataset();
        Set(equipment, DicomTag.Manufacturer, DicomVR.LO, "DicomGateway");
        Set(equipment, DicomTag.ManufacturerModelName, DicomVR.LO, "DicomGateway");
        equipment.AddOrUpdate(new DicomSequence(DicomTag.PurposeOfReferenceCodeSequence, Code("109104", "DCM", "De-identifying Equipment")));
        sequence.Add(equipment);
    }

    private static DicomSequence SequenceFor(DicomDataset dataset, DicomTag tag)
    {
        if (dataset.TryGetSequence(tag, out var existing))
            return existing;
        var sequence = new DicomSequence(tag);
        dataset.AddOrUpdate(sequence);
        return sequence;
    }

    private static DicomDataset Code(string value, string scheme, string meaning)
    {
        var code = new DicomDataset();
        Set(code, DicomTag.CodeValue, DicomVR.SH, value);
        Set(code, DicomTag.CodingSchemeDesignator, DicomVR.SH, scheme);
        Set(code, DicomTag.CodeMeaning, DicomVR.LO, meaning);
        return code;
    }

    private static void Set(DicomDataset dataset, DicomTag tag, DicomVR vr, string text) => dataset.AddOrUpdate(DummyValue.OfText(tag, vr, text));
}
