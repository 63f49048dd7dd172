using DicomGateway.Dicom.Data;

namespace DicomGateway.Service.StandIn.Committing;

/// <summary>An instance that a peer wants to be promised.</summary>
internal sealed record ReferencedInstance(string SopClassUid, string SopInstanceUid)
{
    public static ReferencedInstance Of(DicomDataset item) =>
        new(item.GetStringOrEmpty(DicomTag.ReferencedSOPClassUID), item.GetStringOrEmpty(DicomTag.ReferencedSOPInstanceUID));

    public DicomDataset ToItem(ushort? failureReason = null)
    {
        var item = new DicomDataset();
        item.AddOrUpdate(DicomTag.ReferencedSOPClassUID, SopClassUid);
        item.AddOrUpdate(DicomTag.ReferencedSOPInstanceUID, SopInstanceUid);
        if (failureReason is { } reason)
            item.AddOrUpdate(DicomTag.FailureReason, reason);
        return item;
    }
}
