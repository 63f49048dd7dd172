namespace DicomGateway.Transfer.Records.Jobs.Items;

/// <summary>The answer to somebody who asks for work.</summary>
/// <param name="Work">The item, or null when there is none to be had.</param>
/// <param name="Next">When it is worth asking again; null when only a change brings work.</param>
/// <param name="IsLimited">There is work, and the PACS may not be asked for it yet.</param>
public sealed record ItemClaim(ItemWork? Work, DateTimeOffset? Next, bool IsLimited);
