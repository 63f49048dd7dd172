using DicomGateway.Transfer.Records.Commitments;

namespace DicomGateway.Transfer.Forwarding.Proof;

/// <summary>Asks one destination to promise, or to show, what it has.</summary>
internal interface IProver : IAsyncDisposable
{
    /// <summary>Name of the destination.</summary>
    string Destination { get; }

    /// <summary>How.</summary>
    ProofKind Kind { get; }

    /// <summary>How long its answer may take.</summary>
    TimeSpan AnswerWithin { get; }

    Task<ProofTry> AskAsync(ProofWork work, CancellationToken cancellationToken);
}
