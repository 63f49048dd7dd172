using System.Text.Json;
using DicomGateway.Service.Configuration;
using DicomGateway.Service.Configuration.Sections.Pacs;
using DicomGateway.Transfer.Jobs.Pacs;
using DicomGateway.Transfer.Records;
using ConfigurationBinder = DicomGateway.Service.Configuration.ConfigurationBinder;

namespace DicomGateway.Service.Pacs;

/// <summary>The PACS of gateway.json and those that were added while the node ran, as Records has them. Changes are audited and take effect at once.</summary>
internal sealed class PacsDirectory : IPacsDirectory, IDisposable
{
    private const string Kind = "pacs";
    private const string ProfileKind = "pacs-profile";

    private readonly LoadedConfiguration _configuration;
    private readonly ConfigurationStore _store;
    private readonly SemaphoreSlim _changing = new(1, 1);
    private IReadOnlyList<PacsEntry> _entries = [];

    private PacsDirectory(LoadedConfiguration configuration, ConfigurationStore store) => (_configuration, _store) = (configuration, store);

    /// <summary>Seeds Records with the PACS of gateway.json, which win over others of their names, and reads them all.</summary>
    public static async Task<PacsDirectory> OpenAsync(LoadedConfiguration configuration, ConfigurationStore store, CancellationToken cancellationToken)
    {
        var directory = new PacsDirectory(configuration, store);
        await store.SeedAsync(Kind, configuration.Values.Pacs.ToDictionary(pacs => pacs.Name, ConfigurationJson.Write), cancellationToken);
        await directory.ReadAsync(cancellationToken);
        return directory;
    }

    /// <summary>All on record, those that cannot be used any more too.</summary>
    public IReadOnlyList<PacsEntry> Entries => Volatile.Read(ref _entries);

    /// <summary>Told after every change, before who made it is answered.</summary>
    public Func<CancellationToken, Task> WhenChanged { get; set; } = _ => Task.CompletedTask;

    public IReadOnlyList<PacsNode> List() => [.. Entries.Select(entry => entry.Node).OfType<PacsNode>()];

    public PacsNode? Find(string name) => FindEntry(name)?.Node;

    public PacsEntry? FindEntry(string name) => Entries.FirstOrDefault(entry => entry.Options.Name == name);

    /// <summary>Every mistake of what somebody wants to add.</summary>
    public IReadOnlyList<ConfigurationError> TryRead(JsonElement json, out PacsOptions options)
    {
        var binder = new ConfigurationBinder(_configuration.Folder);
        options = (PacsOptions)binder.Bind(json, typeof(PacsOptions), "$");
        return [.. binder.Errors, .. binder.Errors.Count == 0 ? PacsRules.Check(options, "$", _configuration.Folder) : []];
    }

    /// <summary>Adds a PACS, or changes one that was added.</summary>
    /// <returns>False when gateway.json has one of that name: nothing was changed.</returns>
    public Task<bool> SetAsync(PacsOptions options, string actor, CancellationToken cancellationToken) =>
        ChangeAsync(() => _store.SetAsync(Kind, options.Name, ConfigurationJson.Write(options), actor, cancellationToken), cancellationToken);

    /// <summary>Removes a PACS that was added, and what a probe found of it.</summary>
    /// <returns>False when there is none, or gateway.json has it.</returns>
    public Task<bool> RemoveAsync(string name, string actor, CancellationToken cancellationToken) =>
        ChangeAsync(
            async () =>
            {
                if (!await _store.RemoveAsync(Kind, name, actor, cancellationToken))
                    return false;
                await _store.RemoveAsync(ProfileKind, name, actor, cancellationToken);
                return true;
            },
            cancellationToken);

    /// <summary>A path as gateway.json means it.</summary>
    public string Resolve(string path) => _configuration.Resolve(path);

    /// <summary>Keeps what a probe found; jobs go by it from now on.</summary>
    public Task SaveProbeAsync(string name, QuirkOptions found, string actor, CancellationToken cancellationToken) =>
        ChangeAsync(() => _store.SetAsync(ProfileKind, name, ConfigurationJson.Write(found), actor, cancellationToken), cancellationToken);

    public void Dispose() => _changing.Dispose();

    private async Task<bool> ChangeAsync(Func<ValueTask<bool>> change, CancellationToken cancellationToken)
    {
        await _changing.WaitAsync(cancellationToken);
        try
        {
            var isDone = await change();
            await ReadAsync(cancellationToken);
            await WhenChanged(cancellationToken);
            return isDone;
        }
        finally
        {
            _changing.Release();
        }
    }

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        var probed = (await _store.ListAsync(ProfileKind, cancellationToken)).ToDictionary(entry => entry.Name, entry => Bind<QuirkOptions>(entry.Json, out _));
        var known = Entries.ToDictionary(entry => entry.Options.Name);
        var read = (await _store.ListAsync(Kind, cancellationToken)).Select(stored => Entry(stored, probed.GetValueOrDefault(stored.Name))).ToList();

        // An entry that stays as it was stays the same object: whoever keeps associations by it keeps them.
        Volatile.Write(ref _entries, [.. read.Select(entry => known.GetValueOrDefault(entry.Options.Name) is { } before && IsSame(before, entry) ? before : entry)]);
    }

    private PacsEntry Entry(ConfigurationEntry stored, QuirkOptions? probed)
    {
        var options = Bind<PacsOptions>(stored.Json, out var isGood);
        try
        {
            var isUsable = isGood && !PacsRules.Check(options, "$", _configuration.Folder).Any();
            return new PacsEntry(options, stored.IsFromFile, probed, isUsable ? PacsSettings.From(options, probed, _configuration) : null);
        }
        catch (ConfigurationException)
        {
            return new PacsEntry(options, stored.IsFromFile, probed, null);
        }
    }

    private T Bind<T>(string json, out bool isGood)
    {
        using var document = JsonDocument.Parse(json);
        var binder = new ConfigurationBinder(_configuration.Folder);
        var options = (T)binder.Bind(document.RootElement, typeof(T), "$");
        isGood = binder.Errors.Count == 0;
        return options;
    }

    private static bool IsSame(PacsEntry before, PacsEntry now) =>
        before.IsFromFile == now.IsFromFile && before.Node is null == now.Node is null
        && ConfigurationJson.Write(before.Options) == ConfigurationJson.Write(now.Options) && ConfigurationJson.Write(before.Probed) == ConfigurationJson.Write(now.Probed);
}
