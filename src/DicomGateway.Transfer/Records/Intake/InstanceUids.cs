namespace DicomGateway.Transfer.Records.Intake;

/// <summary>Original UIDs of an instance; stored encrypted.</summary>
internal sealed record InstanceUids(string SopInstanceUid, string? SeriesInstanceUid);
