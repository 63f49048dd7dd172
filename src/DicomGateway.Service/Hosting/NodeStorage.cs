using DicomGateway.Curation.Deidentification.Pseudonyms;
using DicomGateway.Service.Configuration;
using DicomGateway.Transfer;
using DicomGateway.Transfer.Records;
using DicomGateway.Transfer.Spool;

namespace DicomGateway.Service.Hosting;

/// <summary>The data folder and the key file of a node, opened together.</summary>
internal sealed record NodeStorage(GatewayStorage Storage, ProjectKeyFile Keys) : IAsyncDisposable
{
    /// <exception cref="ProjectKeyException">The key file is damaged or lost.</exception>
    /// <exception cref="DataFolderException">Another process has the folder, or it cannot be used.</exception>
    /// <exception cref="RecordsException">The database cannot be used.</exception>
    public static async Task<NodeStorage> OpenAsync(LoadedConfiguration configuration, TimeProvider time, ILoggerFactory logs, CancellationToken cancellationToken)
    {
        var keys = ProjectKeyFile.Open(configuration.KeyFile, new DurableOutputFileWriter());
        var recordsKey = RecordsKey.Open(keys, new DataFolder(configuration.DataFolder));
        var options = new SpoolOptions { MinimumFreeBytes = configuration.Values.Storage.WatermarkMegabytes * 1048576L, MinimumFreePercent = 0 };
        return new NodeStorage(await GatewayStorage.OpenAsync(configuration.DataFolder, options, recordsKey, time, logs, cancellationToken), keys);
    }

    /// <exception cref="ProjectKeyException">A key is lost, or is not the one that the project began with.</exception>
    public Task<IPseudonymSource> OpenProjectKeysAsync(LoadedConfiguration configuration, CancellationToken cancellationToken) =>
        ProjectKeys.OpenAsync(Keys, Storage.Records, configuration.Values.Projects.Select(project => project.Name), cancellationToken);

    public ValueTask DisposeAsync() => Storage.DisposeAsync();
}
