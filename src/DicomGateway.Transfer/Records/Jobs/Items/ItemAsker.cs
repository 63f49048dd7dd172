namespace DicomGateway.Transfer.Records.Jobs.Items;

/// <summary>An item that an instance was promised to.</summary>
public sealed record ItemAsker(string Project, long? ItemId);
