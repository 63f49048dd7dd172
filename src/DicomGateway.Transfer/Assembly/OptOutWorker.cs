using DicomGateway.Transfer.Records.Holds;
using Microsoft.Extensions.Logging;

namespace DicomGateway.Transfer.Assembly;

/// <summary>
/// Reads the projects' lists of patients who objected, at start and whenever a file changes. Who is new on a list is stopped wherever the data
/// stand; who is marked as withdrawn goes on. A line that is gone says nothing: a file that was cut short must not let anybody through.
/// </summary>
internal sealed partial class OptOutWorker(OptOutStore store, IReadOnlyList<TransferProject> projects, TimeProvider time, ILogger<OptOutWorker> log)
{
    private const string Actor = "service";

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private readonly Dictionary<string, (DateTime Written, long Length)> _seen = new(StringComparer.Ordinal);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (projects.Any(project => project.OptOutList is not null))
        {
            await ReadChangedAsync(cancellationToken).ConfigureAwait(false);
            await Task.Delay(Interval, time, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Reads the lists that have changed since the last call; false when one could not be read.</summary>
    internal async Task<bool> ReadChangedAsync(CancellationToken cancellationToken)
    {
        var areAllRead = true;
        foreach (var project in projects)
        {
            if (project.OptOutList is not { } path)
                continue;
            try
            {
                var file = new FileInfo(path);
                var state = (file.LastWriteTimeUtc, file.Length);
                if (_seen.TryGetValue(project.Name, out var seen) && seen == state)
                    continue;
                await ReadAsync(project.Name, path, cancellationToken).ConfigureAwait(false);
                _seen[project.Name] = state;
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                LogUnreadable(project.Name, exception.GetType().Name);
                areAllRead = false;
            }
        }

        return areAllRead;
    }

    private async Task ReadAsync(string project, string path, CancellationToken cancellationToken)
    {
        var lines = OptOutLine.Parse(await File.ReadAllLinesAsync(path, cancellationToken).ConfigureAwait(false));
        var objections = lines.Where(line => !line.IsWithdrawn).ToList();

        // Who is on the list with and without the mark has objected.
        var withdrawals = lines.Where(line => line.IsWithdrawn && !objections.Exists(line.IsSamePatient)).ToList();
        var (added, stopped, withdrawn, goOn) = (0, 0, 0, 0);
        foreach (var line in objections)
        {
            if (await store.HasEntryAsync(project, line.PatientId, line.Issuer, cancellationToken).ConfigureAwait(false))
                continue;
            stopped += await store.AddAsync(project, line.PatientId, line.Issuer, Actor, "on the project's opt-out list", cancellationToken).ConfigureAwait(false);
            added++;
        }

        foreach (var line in withdrawals)
        {
            if (!await store.HasEntryAsync(project, line.PatientId, line.Issuer, cancellationToken).ConfigureAwait(false))
                continue;
            goOn += await store.WithdrawAsync(project, line.PatientId, line.Issuer, Actor, "withdrawn in the project's opt-out list", cancellationToken).ConfigureAwait(false) ?? 0;
            withdrawn++;
        }

        LogRead(project, added, stopped, withdrawn, goOn);
    }

    [LoggerMessage(LogLevel.Information, "Opt-out list of project {Project} read: {Added} new, {Stopped} studies stopped; {Withdrawn} withdrawn, {GoOn} studies go on")]
    private partial void LogRead(string project, int added, int stopped, int withdrawn, int goOn);

    [LoggerMessage(LogLevel.Error, "Opt-out list of project {Project} cannot be read ({Kind}); the patients known so far stay excluded")]
    private partial void LogUnreadable(string project, string kind);
}
