using DicomGateway.Dicom.Data;

namespace DicomGateway.Service.Phantom.Headers;

/// <summary>A private block of our own with identities in text, in bytes and in a sequence (PS3.5 section 7.8).</summary>
internal static class PhantomPrivateBlock
{
    private const ushort Group = 0x0009;

    public static void Add(DicomDataset dataset, PhantomVisit visit)
    {
        var identity = visit.Identity;
        AddCreator(dataset);
        dataset
            .AddOrUpdate(Element(0x01), DicomVR.PN, identity.PatientName)
            .AddOrUpdate(Element(0x02), DicomVR.LT, $"Bed 7, {identity.AdmissionId}, {identity.Telephone}")
            .AddOrUpdate(new DicomElement(Element(0x03), DicomVR.UN, System.Text.Encoding.ASCII.GetBytes(Even($"MRN={identity.PatientId};"))))
            .AddOrUpdate(Element(0x04), DicomVR.FD, 36.6);
        var item = new DicomDataset();
        dataset.AddOrUpdate(new DicomSequence(Element(0x05), item));
        AddCreator(item);
        item
            .AddOrUpdate(DicomTag.PatientName, identity.PatientBirthName)
            .AddOrUpdate(DicomTag.ReferencedSOPInstanceUID, visit.Uids.Make("study"))
            .AddOrUpdate(Element(0x01), DicomVR.LO, identity.OtherPatientId);
    }

    private static void AddCreator(DicomDataset dataset) => dataset.AddOrUpdate(new DicomTag(Group, 0x0010), DicomVR.LO, "DICOMGATEWAY PHANTOM");

    private static DicomTag Element(ushort inBlock) => new(Group, (ushort)(0x1000 | inBlock));

    private static string Even(string text) => (text.Length & 1) == 0 ? text : text + " ";
}
