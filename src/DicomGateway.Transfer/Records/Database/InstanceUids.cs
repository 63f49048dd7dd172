namespace DicomGateway.Transfer.Records.Database;

/// <summary>Original UIDs of an instance; stored encrypted.</summary>
internal sealed record InstanceUids(string SopInstanceUid, string? SeriesInstanceUid);
