using DicomGateway.Network.Association.StateMachine;

namespace DicomGateway.Network.Association.UpperLayer;

/// <summary>One connection with everything that an association needs to speak over it, and the one place that knows why it ended.</summary>
internal sealed class AssociationChannel : IDisposable
{
    private readonly CancellationTokenSource _ended = new();
    private DicomAssociationException? _failure;

    /// <param name="stream">The connection.</param>
    /// <param name="isRequestor">We ask for the association.</param>
    /// <param name="options">Limits and timeouts.</param>
    /// <param name="time">The clock of all timers.</param>
    /// <param name="close">Closes the connection; may be called again.</param>
    public AssociationChannel(Stream stream, bool isRequestor, AssociationOptions options, TimeProvider time, Action close)
    {
        Options = options;
        Time = time;
        Ended = _ended.Token;
        Watch = new ReceiveWatch(time, options.Timeouts, Fail);
        Input = new PduInput(stream, Watch, Ended);
        Output = new PduOutput(stream, time, options.Timeouts.Write);
        var position = new AssociationPosition(isRequestor);
        Ending = new AssociationEnding(position, Input, Output, options.Timeouts, time, close);
        Protocol = new AssociationProtocol(position, Ending, Input, Output, options.Limits);
    }

    public AssociationOptions Options { get; }

    public TimeProvider Time { get; }

    public ReceiveWatch Watch { get; }

    public PduInput Input { get; }

    public PduOutput Output { get; }

    public AssociationProtocol Protocol { get; }

    public AssociationEnding Ending { get; }

    /// <summary>Set when the association is over.</summary>
    public CancellationToken Ended { get; }

    /// <summary>Ends the association from outside its read loop: a timer, a failed write, a stop.</summary>
    public void Fail(DicomAssociationException failure)
    {
        if (Interlocked.CompareExchange(ref _failure, failure, null) is null)
            _ = AbortAsync(failure);
    }

    /// <summary>The read loop has ended: says so to the peer where it must be told, and closes.</summary>
    /// <param name="failure">What the loop met; null after a release.</param>
    /// <param name="mayRead">Nobody else reads: a handler that has not noticed the end yet must not share the input with us.</param>
    /// <returns>What really ended the association.</returns>
    public async ValueTask<DicomAssociationException?> EndAsync(DicomAssociationException? failure, bool mayRead = true)
    {
        if (failure is not null)
        {
            failure = Interlocked.CompareExchange(ref _failure, Ending.Expired ?? failure, null) ?? Ending.Expired ?? failure;
            await Ending.AbortAsync(failure).ConfigureAwait(false);
        }

        await _ended.CancelAsync().ConfigureAwait(false);
        if (mayRead)
            await Ending.AwaitCloseAsync(isFramed: failure is null).ConfigureAwait(false);
        else
            await Ending.AwaitArtimAsync().ConfigureAwait(false);
        return failure;
    }

    public void Dispose()
    {
        Watch.Dispose();
        Output.Dispose();
        Ending.Dispose();
        _ended.Dispose();
    }

    private async Task AbortAsync(DicomAssociationException failure)
    {
        await Ending.AbortAsync(failure).ConfigureAwait(false);
        try
        {
            await _ended.CancelAsync().ConfigureAwait(false);
        }
        catch (ObjectDisposedException)
        {
            // The read loop ended by itself meanwhile.
        }
    }
}
