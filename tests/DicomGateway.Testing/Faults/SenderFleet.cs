using System.Collections.Concurrent;
using DicomGateway.Testing.Faults.Wire;

namespace DicomGateway.Testing.Faults;

/// <summary>
/// Several senders on associations of their own, as modalities behave: what was not acknowledged is sent again, over a new association
/// where the old one broke.
/// </summary>
public sealed class SenderFleet : IAsyncDisposable
{
    private readonly ConcurrentQueue<int> _unsent = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<ushort, int> _refusals = new();
    private readonly SenderFleetOptions _options;
    private readonly Task[] _senders;
    private int _next;

    public SenderFleet(SenderFleetOptions options)
    {
        _options = options;
        _next = options.FirstNumber;
        _senders = [.. Enumerable.Range(0, options.Associations).Select(index => Task.Run(() => SendAsync(index)))];
    }

    public Acknowledgements Acknowledged { get; } = new();

    /// <summary>Statuses other than Success, with how often they were seen.</summary>
    public IReadOnlyDictionary<ushort, int> Refusals => _refusals;

    /// <summary>Numbers handed out so far.</summary>
    public int Started => Volatile.Read(ref _next) - _options.FirstNumber;

    /// <summary>Starts no further instance; the ones under way and the unacknowledged ones are sent to the end.</summary>
    public void Finish() => Volatile.Write(ref _finishing, true);

    private bool _finishing;

    /// <summary>Completes when everything that was started is acknowledged; call <see cref="Finish"/> first.</summary>
    public Task WhenFinishedAsync(TimeSpan within) => Task.WhenAll(_senders).WaitAsync(within);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_senders);
        _stop.Dispose();
    }

    private async Task SendAsync(int index)
    {
        var random = SeededSequence.Of(_options.Seed, (ulong)(1_000_000 + index));
        while (!_stop.IsCancellationRequested && !(Volatile.Read(ref _finishing) && _unsent.IsEmpty))
        {
            try
            {
                await AssociationAsync(random);
            }
            catch (Exception cause) when (cause is IOException or System.Net.Sockets.SocketException or OperationCanceledException)
            {
                await Task.Delay(50, CancellationToken.None);
            }
        }
    }

    private async Task AssociationAsync(SeededSequence random)
    {
        using var sender = await WireSender.OpenAsync(_options.Port(), _options.Called, _options.Calling, random.Between(1000, 60_000), _stop.Token);
        for (var left = random.Between(5, 60); left > 0 && TryTake(out var number); left--)
        {
            var sent = false;
            try
            {
                var instance = new TrackedInstance(_options.Seed, number, _options.PerStudy, _options.LargestSide);
                var status = await sender.StoreAsync(instance, _stop.Token);
                sent = status == 0;
                if (sent)
                    Acknowledged.Add(instance);
                else
                    _refusals.AddOrUpdate(status, 1, (_, seen) => seen + 1);
            }
            finally
            {
                if (!sent)
                    _unsent.Enqueue(number);
            }

            if (_options.Pause > TimeSpan.Zero)
                await Task.Delay(_options.Pause, _stop.Token);
        }

        await sender.ReleaseAsync(_stop.Token);
    }

    private bool TryTake(out int number)
    {
        if (_unsent.TryDequeue(out number))
            return true;
        if (Volatile.Read(ref _finishing))
            return false;
        number = Interlocked.Increment(ref _next) - 1;
        return true;
    }
}
