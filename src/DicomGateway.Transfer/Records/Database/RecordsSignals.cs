namespace DicomGateway.Transfer.Records.Database;

/// <summary>Wakes whoever waits for a kind of change. It carries no news: the database is the queue.</summary>
internal sealed class RecordsSignals
{
    private readonly TaskCompletionSource[] _next =
        [.. Enum.GetValues<RecordsChange>().Select(_ => New())];

    public Task Next(RecordsChange kind) => Volatile.Read(ref _next[(int)kind]).Task;

    public void Raise(params ReadOnlySpan<RecordsChange> kinds)
    {
        foreach (var kind in kinds)
            Interlocked.Exchange(ref _next[(int)kind], New()).SetResult();
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
