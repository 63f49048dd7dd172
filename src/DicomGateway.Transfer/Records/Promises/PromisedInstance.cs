namespace DicomGateway.Transfer.Records.Promises;

/// <summary>An original that somebody asks us to keep, by its original UIDs; stored encrypted.</summary>
public sealed record PromisedInstance(string SopClassUid, string SopInstanceUid);
