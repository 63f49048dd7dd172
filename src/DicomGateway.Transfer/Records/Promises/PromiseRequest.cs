namespace DicomGateway.Transfer.Records.Promises;

/// <summary>A request for storage commitment that waits for its report.</summary>
/// <param name="RequestId">Our id.</param>
/// <param name="Requester">AE title of who asks.</param>
/// <param name="Called">AE title of ours that was asked.</param>
/// <param name="Project">The project that this AE title belongs to.</param>
/// <param name="TransactionUid">The requester's transaction.</param>
/// <param name="Instances">What is asked for.</param>
/// <param name="Asked">When.</param>
/// <param name="Attempts">Reports that could not be delivered.</param>
public sealed record PromiseRequest(
    long RequestId, string Requester, string Called, string Project, string TransactionUid, IReadOnlyList<PromisedInstance> Instances, DateTimeOffset Asked, int Attempts);
