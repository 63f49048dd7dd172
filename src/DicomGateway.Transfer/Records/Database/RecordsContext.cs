namespace DicomGateway.Transfer.Records.Database;

/// <summary>What all stores share.</summary>
internal sealed record RecordsContext(
    RecordsWriter Writer, RecordsReaders Readers, RecordsCipher Cipher, RecordsSignals Signals, TimeProvider Time, string SpoolFolder)
{
    /// <summary>The process that had the database open before this one did not close it, and did not say that its disk made it end.</summary>
    public bool IsAfterCrash { get; init; }

    /// <summary>After a crash, of a large database: its pages are still to be read.</summary>
    public bool IsUnchecked { get; init; }

    public DateTimeOffset Now => Time.GetUtcNow();

    public ValueTask<T> ReadAsync<T>(Func<RecordsSession, T> read, CancellationToken cancellationToken) =>
        ValueTask.FromResult(Readers.Run(read, cancellationToken));
}
