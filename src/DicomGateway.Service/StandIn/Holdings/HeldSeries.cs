using DicomGateway.Dicom.Data;

namespace DicomGateway.Service.StandIn.Holdings;

/// <summary>A series: its attributes as the first instance had them.</summary>
internal sealed record HeldSeries(string SeriesInstanceUid, DicomDataset Attributes, IReadOnlyList<HeldInstance> Instances);
