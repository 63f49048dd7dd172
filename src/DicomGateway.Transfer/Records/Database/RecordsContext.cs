namespace DicomGateway.Transfer.Records.Database;

/// <summary>What all stores share.</summary>
internal sealed record RecordsContext(
    RecordsWriter Writer, RecordsReaders Readers, RecordsCipher Cipher, RecordsSignals Signals, TimeProvider Time, string SpoolFolder)
{
    public DateTimeOffset Now => Time.GetUtcNow();

    public ValueTask<T> ReadAsync<T>(Func<RecordsSession, T> read, CancellationToken cancellationToken) =>
        ValueTask.FromResult(Readers.Run(read, cancellationToken));
}
