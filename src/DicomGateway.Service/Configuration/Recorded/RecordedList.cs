using System.Text.Json;
using DicomGateway.Service.Api;
using DicomGateway.Transfer.Records;

namespace DicomGateway.Service.Configuration.Recorded;

/// <summary>
/// The entries of one kind: those of gateway.json, which are changed there, and those that persons added while the node ran, as Records has them.
/// Changes are audited and take effect at once.
/// </summary>
internal sealed class RecordedList<T>(RecordedKind<T> kind, LoadedConfiguration configuration, ConfigurationStore store) : IDisposable
    where T : class
{
    private readonly SemaphoreSlim _changing = new(1, 1);
    private IReadOnlyList<RecordedEntry<T>> _entries = [];

    public IReadOnlyList<RecordedEntry<T>> Entries => Volatile.Read(ref _entries);

    /// <summary>Told after every change, before who made it is answered.</summary>
    public Func<CancellationToken, Task> WhenChanged { get; set; } = _ => Task.CompletedTask;

    /// <summary>Seeds Records with what gateway.json says, which wins over other entries of the same names, and reads them all.</summary>
    /// <returns>The names that persons had used and gateway.json now has.</returns>
    public async Task<IReadOnlyList<string>> OpenAsync(IEnumerable<T> ofFile, CancellationToken cancellationToken)
    {
        // The file may name one AE title several times, as from several places; nothing else can end in a backslash and a number.
        var byName = ofFile.GroupBy(kind.Name).SelectMany(group => group.Select((options, at) => (Name: at == 0 ? group.Key : $"{group.Key}\\{at + 1}", options)));
        var replaced = await store.SeedAsync(kind.Key, byName.ToDictionary(entry => entry.Name, entry => ConfigurationJson.Write(entry.options)), cancellationToken);
        await ReadAsync(cancellationToken);
        return replaced;
    }

    public RecordedEntry<T>? Find(string name) => Entries.FirstOrDefault(entry => entry.Name == name);

    /// <summary>Everything that is wrong with an entry by now.</summary>
    public IReadOnlyList<ConfigurationError> Problems(RecordedEntry<T> entry) => entry.Errors.Count > 0 ? entry.Errors : [.. kind.Check(entry.Options)];

    /// <exception cref="ApiException">There is one of that name already, or something is wrong with it: every mistake is named.</exception>
    public Task<RecordedEntry<T>> AddAsync(JsonElement json, string actor, CancellationToken cancellationToken) => SetAsync(
        json,
        name =>
        {
            if (Find(name) is { } known)
                throw Refuse($"There is a {kind.Noun} '{name}' already{(known.IsFromFile ? ", in gateway.json" : "")}.", known.IsFromFile ? "Change it there." : "Change that one.");
        },
        actor,
        cancellationToken);

    /// <summary>Replaces an entry of the same name as a whole.</summary>
    /// <exception cref="ApiException">There is none, gateway.json has it, or something is wrong with it: every mistake is named.</exception>
    public Task<RecordedEntry<T>> ChangeAsync(JsonElement json, string actor, CancellationToken cancellationToken) =>
        SetAsync(json, name => OfPerson(name), actor, cancellationToken);

    /// <exception cref="ApiException">There is none, gateway.json has it, or something still names it.</exception>
    public Task RemoveAsync(string name, string actor, CancellationToken cancellationToken) => ChangeAsync(
        async () =>
        {
            OfPerson(name);
            if (kind.FindUse(name) is { } use)
                throw Refuse($"The {kind.Noun} '{name}' is still named by {use}.", "Change that first.");
            await store.RemoveAsync(kind.Key, name, actor, cancellationToken);
        },
        cancellationToken);

    public void Dispose() => _changing.Dispose();

    private async Task<RecordedEntry<T>> SetAsync(JsonElement json, Action<string> mayBeSet, string actor, CancellationToken cancellationToken)
    {
        var (options, unreadable) = Read(json);
        var errors = unreadable.Count > 0 ? unreadable : [.. kind.Check(options)];
        if (errors.Count > 0)
            throw ApiError.Refuse(kind.Noun, errors);
        var name = kind.Name(options);
        await ChangeAsync(
            async () =>
            {
                mayBeSet(name);
                await store.SetAsync(kind.Key, name, ConfigurationJson.Write(options), actor, cancellationToken);
            },
            cancellationToken);
        return Find(name)!;
    }

    private void OfPerson(string name)
    {
        var known = Find(name) ?? throw new ApiException(
            StatusCodes.Status404NotFound, $"There is no {kind.Noun} of that name.", $"Use one of: {ConfigurationRules.Listed(Entries.Select(entry => entry.Name))}.");
        if (known.IsFromFile)
            throw Refuse($"The {kind.Noun} '{name}' comes from gateway.json.", "Change it there and start the service again, or add one with another name.");
    }

    private async Task ChangeAsync(Func<Task> change, CancellationToken cancellationToken)
    {
        await _changing.WaitAsync(cancellationToken);
        try
        {
            await change();

            // It is on record: now it takes effect, even if who asked for it has gone meanwhile.
            await ReadAsync(CancellationToken.None);
            await WhenChanged(CancellationToken.None);
        }
        finally
        {
            _changing.Release();
        }
    }

    private async Task ReadAsync(CancellationToken cancellationToken) =>
        Volatile.Write(ref _entries, [.. (await store.ListAsync(kind.Key, cancellationToken)).Select(Entry)]);

    private RecordedEntry<T> Entry(ConfigurationEntry stored)
    {
        using var json = JsonDocument.Parse(stored.Json);
        var (options, errors) = Read(json.RootElement);
        return new RecordedEntry<T>(stored.Name, options, stored.IsFromFile, errors);
    }

    private (T Options, IReadOnlyList<ConfigurationError> Errors) Read(JsonElement json)
    {
        var binder = new ConfigurationBinder(configuration.Folder);
        return ((T)binder.Bind(json, typeof(T), "$"), binder.Errors);
    }

    private static ApiException Refuse(string what, string remedy) => new(StatusCodes.Status409Conflict, what, remedy);
}
