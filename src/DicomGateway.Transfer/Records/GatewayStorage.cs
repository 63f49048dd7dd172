using DicomGateway.Transfer.Spool;
using Microsoft.Extensions.Logging;

namespace DicomGateway.Transfer.Records;

/// <summary>Spool and Records of one data folder, opened together and reconciled. One process at a time.</summary>
public sealed class GatewayStorage : IAsyncDisposable
{
    private GatewayStorage(ISpool spool, GatewayRecords records, DataFolder folder) => (Spool, Records, Folder) = (spool, records, folder);

    public ISpool Spool { get; }

    public GatewayRecords Records { get; }

    public DataFolder Folder { get; }

    /// <summary>Locks the folder, migrates the database, replays what the spool has and Records has not, takes back leases.</summary>
    /// <exception cref="DataFolderException">Another process has the folder, or it cannot be used.</exception>
    /// <exception cref="RecordsException">The database is missing while the spool holds instances, newer than this program, damaged, or not of this key.</exception>
    public static ValueTask<GatewayStorage> OpenAsync(
        string dataFolder, SpoolOptions options, IRecordsKeySource keys, TimeProvider time, ILoggerFactory log, CancellationToken cancellationToken) =>
        throw new NotImplementedException();

    /// <summary>Takes no more instances, records what is durable, closes the database and gives the folder free.</summary>
    public ValueTask DisposeAsync() => throw new NotImplementedException();
}
