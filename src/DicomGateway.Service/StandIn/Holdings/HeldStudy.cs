using DicomGateway.Dicom.Data;

namespace DicomGateway.Service.StandIn.Holdings;

/// <summary>A study: attributes of patient and study as the first instance had them.</summary>
internal sealed record HeldStudy(string StudyInstanceUid, string PatientId, DicomDataset Attributes, IReadOnlyList<HeldSeries> Series)
{
    public IEnumerable<HeldInstance> Instances => Series.SelectMany(series => series.Instances);
}
