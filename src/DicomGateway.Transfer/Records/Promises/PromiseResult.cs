namespace DicomGateway.Transfer.Records.Promises;

/// <summary>What we promise of a request.</summary>
/// <param name="Kept">Originals that are not deleted before the promised time.</param>
/// <param name="Refused">The others, with the reason (PS3.3 C.14.1.1).</param>
public sealed record PromiseResult(IReadOnlyList<PromisedInstance> Kept, IReadOnlyList<(PromisedInstance Instance, ushort Reason)> Refused);
