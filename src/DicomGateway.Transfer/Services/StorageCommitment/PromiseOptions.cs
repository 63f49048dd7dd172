using DicomGateway.Network.Transport;

namespace DicomGateway.Transfer.Services.StorageCommitment;

/// <summary>Whom we promise to keep what we received from them. Off by default: without requesters nobody is promised anything.</summary>
public sealed record PromiseOptions
{
    /// <summary>How long an original is kept at least, from the promise on.</summary>
    public TimeSpan Keeps { get; init; } = TimeSpan.FromDays(30);

    /// <summary>Who may ask, by its AE title, and where to report to when it has left.</summary>
    public IReadOnlyList<DicomClientOptions> Requesters { get; init; } = [];

    public DicomClientOptions? Find(string aeTitle) => Requesters.FirstOrDefault(requester => requester.CalledAeTitle == aeTitle);
}
