namespace DicomGateway.Transfer.Records.Jobs.Items;

/// <summary>An instance that the PACS lists.</summary>
/// <param name="SopInstanceUid">SOP Instance UID; stored encrypted.</param>
/// <param name="SopClassUid">SOP Class UID; empty when the PACS did not say.</param>
public sealed record ExpectedInstance(string SopInstanceUid, string SopClassUid);
