using DicomGateway.Network.Dimse;

namespace DicomGateway.Network.Association;

/// <summary>The data set of the message that <see cref="MessageReader"/> is at.</summary>
internal sealed class IncomingDataSet(MessageReader reader) : DimseDataSet
{
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _isClosed;

    /// <summary>Done when the consumer has been told that there is no more.</summary>
    public Task Ended => _ended.Task;

    public override bool IsComplete => !reader.IsInDataSet;

    public override async ValueTask<ReadOnlyMemory<byte>> ReadFragmentAsync(CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_isClosed, this);
        cancellationToken.ThrowIfCancellationRequested();
        var fragment = await reader.ReadFragmentAsync().ConfigureAwait(false);
        if (fragment.IsEmpty)
            _ended.TrySetResult();
        return fragment;
    }

    public override bool TryReadFragment(out ReadOnlyMemory<byte> fragment)
    {
        ObjectDisposedException.ThrowIf(_isClosed, this);
        return reader.TryReadFragment(out fragment);
    }

    /// <summary>Forgets what its consumer did not take.</summary>
    public async ValueTask CloseAsync()
    {
        _isClosed = true;
        while (!(await reader.ReadFragmentAsync().ConfigureAwait(false)).IsEmpty)
        {
        }
    }
}
