using System.Net;

namespace DicomGateway.Transfer.Services.Admission;

/// <summary>
/// Counts rejections per address. Who collects too many within a minute is put off for a while that doubles each time; it costs neither a look at
/// the list nor a row of the audit each, only one that says how many there were.
/// </summary>
internal sealed class RejectionMeter(AdmissionOptions options, TimeProvider time)
{
    private const int MostDoublings = 4;
    private const int MostAddresses = 10_000;
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Quiet = TimeSpan.FromMinutes(30);

    private readonly Lock _gate = new();
    private readonly Dictionary<IPAddress, State> _states = [];

    public bool IsPutOff(IPAddress address)
    {
        lock (_gate)
        {
            if (!_states.TryGetValue(address, out var state) || state.PutOffUntil <= time.GetUtcNow())
                return false;
            state.Ignored++;
            return true;
        }
    }

    /// <summary>Counts a rejection. Not null when it is the one that puts the address off: for how long, and how many were ignored the last time.</summary>
    public (TimeSpan For, int IgnoredBefore)? Count(IPAddress address)
    {
        lock (_gate)
        {
            var now = time.GetUtcNow();
            if (_states.Count >= MostAddresses)
                ForgetQuiet(now);
            if (!_states.TryGetValue(address, out var state))
                _states[address] = state = new State();
            while (state.Recent.TryPeek(out var oldest) && now - oldest > Minute)
                state.Recent.Dequeue();
            state.Recent.Enqueue(now);
            if (state.Recent.Count < options.RejectionsPerMinute)
                return null;

            if (now - state.PutOffUntil > Quiet)
                state.TimesPutOff = 0;
            var putOffFor = options.FirstBackOff * (1 << Math.Min(state.TimesPutOff++, MostDoublings));
            state.PutOffUntil = now + putOffFor;
            state.Recent.Clear();
            var ignored = state.Ignored;
            state.Ignored = 0;
            return (putOffFor, ignored);
        }
    }

    private void ForgetQuiet(DateTimeOffset now)
    {
        foreach (var (address, state) in _states.Where(entry => entry.Value.PutOffUntil < now - Minute).ToList())
        {
            if (!state.Recent.Any(at => now - at <= Minute))
                _states.Remove(address);
        }

        // A flood from more addresses than that is no matter for counting each.
        if (_states.Count >= MostAddresses)
            _states.Clear();
    }

    private sealed class State
    {
        public Queue<DateTimeOffset> Recent { get; } = [];

        public DateTimeOffset PutOffUntil { get; set; }

        public int TimesPutOff { get; set; }

        public int Ignored { get; set; }
    }
}
