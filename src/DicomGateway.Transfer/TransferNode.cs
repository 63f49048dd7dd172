using DicomGateway.Curation.Deidentification.Pseudonyms;
using DicomGateway.Network.Association;
using DicomGateway.Network.Dimse;
using DicomGateway.Transfer.Records;
using Microsoft.Extensions.Logging;

namespace DicomGateway.Transfer;

/// <summary>
/// Everything between the port and the archives, over one open storage: who may come in, what is done with what they send, and the workers.
/// The server is the caller's: start it after this, stop it before.
/// </summary>
public sealed class TransferNode : IAsyncDisposable
{
    /// <exception cref="ArgumentException">The options are wrong; the text has every mistake.</exception>
    public TransferNode(TransferOptions options, GatewayStorage storage, IPseudonymSource pseudonyms, TimeProvider time, ILoggerFactory logs)
    {
        if (options.Validate() is { Count: > 0 } errors)
            throw new ArgumentException(string.Join(Environment.NewLine, errors), nameof(options));
        _ = (storage, pseudonyms, time, logs);
        _options = options;
    }

    private readonly TransferOptions _options;

    /// <summary>For the server: who may have an association.</summary>
    public IAssociationPolicy AssociationPolicy => throw new NotSupportedException();

    /// <summary>For the server: is told what becomes of associations.</summary>
    public IAssociationObserver AssociationObserver => throw new NotSupportedException();

    /// <summary>For the server: Verification and Storage.</summary>
    public IDimseHandler Services => throw new NotSupportedException();

    /// <summary>What keeps studies from going on right now, for health pages: archives that are down, disk trouble. Empty when all is well.</summary>
    public IReadOnlyList<string> Problems() => _options.Validate();

    /// <summary>Starts the workers: assembly, runner, forwarding, retention.</summary>
    public Task StartAsync(CancellationToken cancellationToken) => _options is null ? Task.FromCanceled(cancellationToken) : Task.CompletedTask;

    /// <summary>Lets what has begun come to a point from which it can be resumed, and stops.</summary>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
