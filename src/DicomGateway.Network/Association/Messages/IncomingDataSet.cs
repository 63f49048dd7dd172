using DicomGateway.Network.Dimse.DataSets;

namespace DicomGateway.Network.Association.Messages;

/// <summary>The data set of the message that <see cref="MessageReader"/> is at.</summary>
internal sealed class IncomingDataSet(MessageReader reader) : DimseDataSet
{
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _isClosed;

    /// <summary>Done when the consumer has been told that there is no more.</summary>
    public Task Ended => _ended.Task;

    /// <summary>Once it has ended, the reader is at another message.</summary>
    public override bool IsComplete => _isClosed || Ended.IsCompleted || !reader.IsInDataSet;

    public override async ValueTask<ReadOnlyMemory<byte>> ReadFragmentAsync(CancellationToken cancellationToken)
    {
        if (Ended.IsCompleted)
            return default;
        ThrowIfDiscarded();
        cancellationToken.ThrowIfCancellationRequested();
        var fragment = await reader.ReadFragmentAsync().ConfigureAwait(false);
        if (fragment.IsEmpty)
            _ended.TrySetResult();
        return fragment;
    }

    public override bool TryReadFragment(out ReadOnlyMemory<byte> fragment)
    {
        fragment = default;
        if (Ended.IsCompleted)
            return false;
        ThrowIfDiscarded();
        return reader.TryReadFragment(out fragment);
    }

    /// <summary>Forgets what its consumer did not take.</summary>
    public async ValueTask CloseAsync()
    {
        _isClosed = true;
        while (!Ended.IsCompleted && !(await reader.ReadFragmentAsync().ConfigureAwait(false)).IsEmpty)
        {
        }
    }

    /// <summary>Saying "end" here would pass a part for the whole.</summary>
    private void ThrowIfDiscarded()
    {
        if (_isClosed)
            throw new InvalidOperationException("The handler returned before the data set was read; the rest of it was discarded.");
    }
}
