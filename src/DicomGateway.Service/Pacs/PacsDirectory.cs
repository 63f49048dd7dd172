using System.Text.Json;
using DicomGateway.Service.Configuration;
using DicomGateway.Service.Configuration.Recorded;
using DicomGateway.Service.Configuration.Sections.Pacs;
using DicomGateway.Transfer.Jobs.Pacs;
using DicomGateway.Transfer.Records;
using ConfigurationBinder = DicomGateway.Service.Configuration.ConfigurationBinder;

namespace DicomGateway.Service.Pacs;

/// <summary>The PACS of gateway.json and those that were added while the node ran, and what probes found of them.</summary>
internal sealed class PacsDirectory : IPacsDirectory, IDisposable
{
    private const string ProfileKind = "pacs-profile";

    private readonly LoadedConfiguration _configuration;
    private readonly ConfigurationStore _store;
    private readonly RecordedList<PacsOptions> _recorded;
    private readonly SemaphoreSlim _reading = new(1, 1);
    private IReadOnlyList<PacsEntry> _entries = [];

    private PacsDirectory(LoadedConfiguration configuration, ConfigurationStore store)
    {
        (_configuration, _store) = (configuration, store);
        var kind = new RecordedKind<PacsOptions>(
            "pacs", "PACS", pacs => pacs.Name, pacs => PacsRules.Check(pacs, "$", configuration.Folder, configuration.Values));
        _recorded = new RecordedList<PacsOptions>(kind, configuration, store) { WhenChanged = ReadAndTellAsync };
    }

    /// <summary>Seeds Records with the PACS of gateway.json, which win over others of their names, and reads them all.</summary>
    public static async Task<PacsDirectory> OpenAsync(LoadedConfiguration configuration, ConfigurationStore store, CancellationToken cancellationToken)
    {
        var directory = new PacsDirectory(configuration, store);
        directory.Replaced = await directory._recorded.OpenAsync(configuration.Values.Pacs, cancellationToken);
        await directory.ReadAndTellAsync(cancellationToken);
        return directory;
    }

    /// <summary>All on record, those that cannot be used any more too.</summary>
    public IReadOnlyList<PacsEntry> Entries => Volatile.Read(ref _entries);

    /// <summary>Names that persons had used and gateway.json now has.</summary>
    public IReadOnlyList<string> Replaced { get; private set; } = [];

    /// <summary>Told after every change, before who made it is answered.</summary>
    public Func<CancellationToken, Task> WhenChanged { get; set; } = _ => Task.CompletedTask;

    public IReadOnlyList<PacsNode> List() => [.. Entries.Select(entry => entry.Node).OfType<PacsNode>()];

    public PacsNode? Find(string name) => FindEntry(name)?.Node;

    public PacsEntry? FindEntry(string name) => Entries.FirstOrDefault(entry => entry.Options.Name == name);

    /// <exception cref="Api.ApiException">There is one of that name already, or something is wrong with it: every mistake is named.</exception>
    public Task AddAsync(JsonElement json, string actor, CancellationToken cancellationToken) => _recorded.AddAsync(json, actor, cancellationToken);

    /// <exception cref="Api.ApiException">There is none, gateway.json has it, or something is wrong with it: every mistake is named.</exception>
    public Task ChangeAsync(JsonElement json, string actor, CancellationToken cancellationToken) => _recorded.ChangeAsync(json, actor, cancellationToken);

    /// <summary>Removes a PACS that was added, and what a probe found of it.</summary>
    /// <exception cref="Api.ApiException">There is none, or gateway.json has it.</exception>
    public async Task RemoveAsync(string name, string actor, CancellationToken cancellationToken)
    {
        await _recorded.RemoveAsync(name, actor, cancellationToken);
        await _store.RemoveAsync(ProfileKind, name, actor, cancellationToken);
    }

    /// <summary>A path as gateway.json means it.</summary>
    public string Resolve(string path) => _configuration.Resolve(path);

    /// <summary>Keeps what a probe found; jobs go by it from now on.</summary>
    public async Task SaveProbeAsync(string name, QuirkOptions found, string actor, CancellationToken cancellationToken)
    {
        await _store.SetAsync(ProfileKind, name, ConfigurationJson.Write(found), actor, cancellationToken);
        await ReadAndTellAsync(CancellationToken.None);
    }

    public void Dispose()
    {
        _recorded.Dispose();
        _reading.Dispose();
    }

    private async Task ReadAndTellAsync(CancellationToken cancellationToken)
    {
        await _reading.WaitAsync(cancellationToken);
        try
        {
            var probed = (await _store.ListAsync(ProfileKind, cancellationToken)).ToDictionary(entry => entry.Name, entry => Probed(entry.Json));
            var known = Entries.ToDictionary(entry => entry.Options.Name);
            var read = _recorded.Entries.Select(entry => Entry(entry, probed.GetValueOrDefault(entry.Name))).ToList();

            // An entry that stays as it was stays the same object: whoever keeps associations by it keeps them.
            Volatile.Write(ref _entries, [.. read.Select(entry => known.GetValueOrDefault(entry.Options.Name) is { } before && IsSame(before, entry) ? before : entry)]);
        }
        finally
        {
            _reading.Release();
        }

        await WhenChanged(cancellationToken);
    }

    private PacsEntry Entry(RecordedEntry<PacsOptions> entry, QuirkOptions? probed)
    {
        var problems = _recorded.Problems(entry);
        try
        {
            return new PacsEntry(entry.Options, entry.IsFromFile, probed, problems.Count == 0 ? PacsSettings.From(entry.Options, probed, _configuration) : null, problems);
        }
        catch (ConfigurationException e)
        {
            return new PacsEntry(entry.Options, entry.IsFromFile, probed, null, e.Errors);
        }
    }

    private QuirkOptions Probed(string json)
    {
        using var document = JsonDocument.Parse(json);
        return (QuirkOptions)new ConfigurationBinder(_configuration.Folder).Bind(document.RootElement, typeof(QuirkOptions), "$");
    }

    private static bool IsSame(PacsEntry before, PacsEntry now) =>
        before.IsFromFile == now.IsFromFile && before.Node is null == now.Node is null
        && ConfigurationJson.Write(before.Options) == ConfigurationJson.Write(now.Options) && ConfigurationJson.Write(before.Probed) == ConfigurationJson.Write(now.Probed);
}
