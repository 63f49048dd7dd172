using System.Collections.Concurrent;
using DicomGateway.Transfer.Jobs.Cohorts.Criteria;
using DicomGateway.Transfer.Jobs.Cohorts.Freezing;
using DicomGateway.Transfer.Jobs.Cohorts.Lists;
using DicomGateway.Transfer.Jobs.Cohorts.Notation;
using DicomGateway.Transfer.Jobs.Pacs;
using DicomGateway.Transfer.Jobs.Politeness;
using DicomGateway.Transfer.Records.Cohorts;
using DicomGateway.Transfer.Services.QueryRetrieve;
using Microsoft.Extensions.Logging;

namespace DicomGateway.Transfer.Jobs.Cohorts;

/// <summary>Cohorts on their way to a frozen version: criteria are checked, a preview searches the PACS, a person freezes what it found.</summary>
public sealed class CohortPreparation : IAsyncDisposable
{
    /// <summary>Longest list that may be uploaded, in bytes.</summary>
    public const long MaximumUpload = 3L * ListReader.MaximumLength;

    private const int MostAtOnce = 3;

    private readonly CohortStore _store;
    private readonly IPacsDirectory _pacs;
    private readonly IQueryRetrieveUsers _users;
    private readonly TimeProvider _time;
    private readonly PreviewLog _log;
    private readonly OpeningHours _hours;
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<long, (CancellationTokenSource Stop, PreviewRun Run, Task Task)> _running = [];

    /// <param name="store">Where cohorts are kept.</param>
    /// <param name="pacs">The PACS that criteria may name.</param>
    /// <param name="users">Asks a PACS.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logs">Where to log to.</param>
    public CohortPreparation(CohortStore store, IPacsDirectory pacs, IQueryRetrieveUsers users, TimeProvider time, ILoggerFactory logs)
    {
        _store = store;
        _pacs = pacs;
        _users = users;
        _time = time;
        _hours = new OpeningHours(pacs, time);
        _log = new PreviewLog(logs.CreateLogger<CohortPreparation>());
    }

    /// <summary>At start: what ran when the process ended has failed.</summary>
    public async Task StartAsync(CancellationToken cancellationToken) => await _store.Search.EndInterruptedAsync(cancellationToken).ConfigureAwait(false);

    /// <summary>Checks criteria and list without asking anybody.</summary>
    /// <exception cref="CriteriaException">They are wrong; every mistake is named.</exception>
    /// <exception cref="CohortException">There is no such PACS, or a list is missing.</exception>
    /// <returns>The name of the cohort.</returns>
    public string Check(string criteria, string? list) => Read(criteria, list).Criteria.Name;

    /// <summary>Begins a preview in the background and returns its number. One that runs when a window closes goes on when it opens again.</summary>
    /// <param name="criteria">The criteria as a file has them.</param>
    /// <param name="list">The list that they speak of, or null.</param>
    /// <param name="by">Who asks.</param>
    /// <param name="waits">It waits where a PACS may not be asked now; else it is not begun then.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <inheritdoc cref="Check" path="/exception"/>
    public async Task<long> PreviewAsync(string criteria, string? list, string by, bool waits, CancellationToken cancellationToken) =>
        await BeginAsync(criteria, list, null, by, waits, cancellationToken).ConfigureAwait(false);

    /// <summary>What a preview waits for right now, for people; null when it does not, or does not run.</summary>
    public string? FindWaiting(long previewId) => _running.TryGetValue(previewId, out var running) ? running.Run.Waiting : null;

    /// <summary>Asks the PACS again with the criteria and the list of a frozen version.</summary>
    /// <exception cref="CohortException">There is no such version, or no such PACS any more.</exception>
    public async Task<long> RepeatAsync(string cohort, int version, string by, bool waits, CancellationToken cancellationToken)
    {
        var frozen = await FindVersionAsync(cohort, version, cancellationToken).ConfigureAwait(false);
        var (criteria, list) = await _store.Contents.ReadTextsAsync(frozen.Id, cancellationToken).ConfigureAwait(false);
        return await BeginAsync(criteria, list, version, by, waits, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Stops a preview; false when it does not run.</summary>
    public async Task<bool> CancelAsync(long previewId)
    {
        if (!_running.TryGetValue(previewId, out var running))
            return false;
        await running.Stop.CancelAsync().ConfigureAwait(false);
        await running.Task.ConfigureAwait(false);
        return true;
    }

    /// <summary>Waits until a preview has ended.</summary>
    public async Task WaitAsync(long previewId, CancellationToken cancellationToken)
    {
        if (_running.TryGetValue(previewId, out var running))
            await running.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Makes the cohort's next version of a preview.</summary>
    /// <param name="previewId">The preview.</param>
    /// <param name="by">Who freezes it.</param>
    /// <param name="why">The reason.</param>
    /// <param name="acceptsDeviations">It is known that the selection differs from what the criteria expect.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <exception cref="CohortException">The preview cannot be frozen.</exception>
    public async Task<CohortPreview> FreezeAsync(long previewId, string by, string why, bool acceptsDeviations, CancellationToken cancellationToken)
    {
        var preview = await _store.FindPreviewAsync(previewId, cancellationToken).ConfigureAwait(false)
            ?? throw new CohortException($"There is no preview {previewId}.", "See `cohort show`.", isMissing: true);
        if (string.IsNullOrWhiteSpace(why))
            throw new CohortException("A version needs a reason.", "Say what it is for, without a patient's name.");
        if (preview.Version is { } version)
            throw new CohortException($"Preview {previewId} is version {version} already.", "Use that version, or preview again.");
        if (preview.State != CohortPreviewState.Done)
            throw new CohortException($"Preview {previewId} is {preview.State}: {preview.Problem ?? "not all was asked."}", "Only a preview that got every answer is frozen: preview again.");
        if (preview.Tally.StudiesSelected == 0)
            throw new CohortException("Nothing is selected.", "See the attrition report, and change the criteria.");
        if (preview.Tally.Deviations.Count > 0 && !acceptsDeviations)
            throw new CohortException(string.Join(" ", preview.Tally.Deviations), "Change the criteria, or freeze it all the same and say why.");
        var (criteria, list) = await _store.Contents.ReadTextsAsync(previewId, cancellationToken).ConfigureAwait(false);
        return await _store.Versions.FreezeAsync(previewId, by, why.Trim(), frozen => VersionLines.Hash(VersionLines.Head(frozen, criteria, list)), cancellationToken).ConfigureAwait(false)
            ?? throw new CohortException($"Preview {previewId} was frozen meanwhile.", "Use that version.");
    }

    /// <summary>Writes a version with all that identifies into a stream; the act is audited.</summary>
    /// <exception cref="CohortException">There is no such version.</exception>
    public async Task ExportAsync(string cohort, int version, string by, Stream output, CancellationToken cancellationToken)
    {
        var frozen = await FindVersionAsync(cohort, version, cancellationToken).ConfigureAwait(false);
        await _store.Versions.RecordExportAsync(cohort, version, by, cancellationToken).ConfigureAwait(false);
        await new VersionExport(_store.Contents).WriteAsync(frozen, output, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Whether an exported version is byte for byte what was frozen here.</summary>
    public async Task<VersionProof> VerifyAsync(Stream file, CancellationToken cancellationToken)
    {
        var proof = await VersionCheck.CheckAsync(file, cancellationToken).ConfigureAwait(false);
        if (!proof.IsSound || proof is not { Cohort: { } cohort, Version: { } version })
            return proof;
        if (await _store.FindVersionAsync(cohort, version, cancellationToken).ConfigureAwait(false) is not { } frozen)
            return proof with { Problem = "It fits together, but no such version was frozen on this node." };
        return frozen.Sha256 == proof.Sha256 ? proof : proof with { Problem = "It is not the version that was frozen on this node." };
    }

    /// <summary>How the selections of two versions of a cohort differ.</summary>
    /// <exception cref="CohortException">There is no such version.</exception>
    public async Task<VersionDifference> CompareAsync(string cohort, int first, int second, CancellationToken cancellationToken)
    {
        var left = await FindVersionAsync(cohort, first, cancellationToken).ConfigureAwait(false);
        var right = await FindVersionAsync(cohort, second, cancellationToken).ConfigureAwait(false);
        return await VersionComparison.CompareAsync(_store.Contents, left.Id, right.Id, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(_running.Values.Select(running => running.Task)).ConfigureAwait(false);
        _stop.Dispose();
    }

    private async Task<CohortPreview> FindVersionAsync(string cohort, int version, CancellationToken cancellationToken) =>
        await _store.FindVersionAsync(cohort, version, cancellationToken).ConfigureAwait(false)
            ?? throw new CohortException($"There is no version {version} of cohort {cohort}.", "See `cohort list`.", isMissing: true);

    private (CohortCriteria Criteria, CohortList? List, IReadOnlyList<PacsNode> Nodes) Read(string criteriaText, string? listText)
    {
        var criteria = CriteriaReader.Read(criteriaText);
        if (criteria.List is not null && listText is null)
            throw new CohortException("The criteria speak of a list, and there is none.", "Give the CSV file, too.");
        if (criteria.List is null && listText is not null)
            throw new CohortException("There is a list that the criteria do not speak of.", "Name its columns below 'list', or leave the file out.");
        var list = criteria.List is { } columns ? ListReader.Read(listText!, columns) : null;
        var nodes = criteria.Pacs.Select(name => _pacs.Find(name)
            ?? throw new CohortException($"There is no PACS '{name}'.", $"Use one of: {string.Join(", ", _pacs.List().Select(node => node.Name))}.")).ToList();
        return (criteria, list, nodes);
    }

    private async Task<long> BeginAsync(string criteriaText, string? listText, int? repeats, string by, bool waits, CancellationToken cancellationToken)
    {
        var (criteria, list, nodes) = Read(criteriaText, listText);
        if (_running.Count >= MostAtOnce)
            throw new CohortException($"{MostAtOnce} previews run already.", "Wait for one of them, or cancel it.");
        if (!waits && nodes.Select(node => _hours.FindClosed(node.Name)).OfType<string>().ToList() is { Count: > 0 } closed)
            throw new CohortException("The PACS may not be asked now: " + string.Join(" ", closed), "Preview then, or let it wait: with --wait it begins when the window opens.");
        IReadOnlyList<ListRow> rows = [.. list?.Entries.Select(entry => new ListRow(entry.Line, ListRowState.Asked, null)) ?? [], .. list?.Others ?? []];
        var start = new CohortStart(criteria.Name, criteriaText, listText, criteria.PicksSeries, criteria.ReceivedRules.Any(), repeats, rows, by);
        var previewId = await _store.Search.BeginAsync(start, cancellationToken).ConfigureAwait(false);
        var stop = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        var run = new PreviewRun(_store, previewId, _log, _hours, _time);
        var task = new Task<Task>(() => RunAsync(run, criteria, list, [.. nodes.Select(node => (node, _users.For(node)))], stop));
        _running[previewId] = (stop, run, task.Unwrap());
        task.Start(TaskScheduler.Default);
        return previewId;
    }

    private async Task RunAsync(
        PreviewRun run, CohortCriteria criteria, CohortList? list, IReadOnlyList<(PacsNode Node, IQueryRetrieveUser User)> pacs, CancellationTokenSource stop)
    {
        try
        {
            await run.RunAsync(criteria, list, pacs, stop.Token).ConfigureAwait(false);
        }
        finally
        {
            _running.TryRemove(run.PreviewId, out _);
            stop.Dispose();
        }
    }
}
