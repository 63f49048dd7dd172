using DicomGateway.Dicom.Data;
using DicomGateway.Service.Sending;

namespace DicomGateway.Service.StandIn.Holdings;

/// <summary>An instance: the file that holds it and what queries can ask of it.</summary>
internal sealed record HeldInstance(SendItem File, string StudyInstanceUid, string SeriesInstanceUid, DicomDataset Attributes)
{
    public string SopInstanceUid => File.SopInstanceUid;
}
