using DicomGateway.Transfer.Records;
using Microsoft.Extensions.Logging;

namespace DicomGateway.Transfer.Assembly;

/// <summary>
/// Reads the projects' lists of patients who objected, at start and whenever a file changes. Who is new on a list is stopped wherever the data
/// stand; a patient is taken off by command only, since a file that was cut short must not let anybody through.
/// </summary>
internal sealed partial class OptOutWorker(OptOutStore store, IReadOnlyList<TransferProject> projects, TimeProvider time, ILogger<OptOutWorker> log)
{
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
        var added = 0;
        var held = 0;
        foreach (var line in await File.ReadAllLinesAsync(path, cancellationToken).ConfigureAwait(false))
        {
            if (Parse(line) is not var (issuer, patientId) || await store.ContainsAsync(project, patientId, issuer, cancellationToken).ConfigureAwait(false))
                continue;
            held += await store.AddAsync(project, patientId, issuer, "service", "on the project's opt-out list", cancellationToken).ConfigureAwait(false);
            added++;
        }

        LogRead(project, added, held);
    }

    /// <summary>One Patient ID a line, or issuer, a tab and Patient ID; "#" begins a comment.</summary>
    internal static (string? Issuer, string PatientId)? Parse(string line)
    {
        var text = line.Trim();
        if (text.Length == 0 || text[0] == '#')
            return null;
        var tab = text.IndexOf('\t', StringComparison.Ordinal);
        return tab < 0 ? (null, text) : (text[..tab].Trim(), text[(tab + 1)..].Trim());
    }

    [LoggerMessage(LogLevel.Information, "Opt-out list of project {Project} read: {Added} new, {Held} studies stopped")]
    private partial void LogRead(string project, int added, int held);

    [LoggerMessage(LogLevel.Error, "Opt-out list of project {Project} cannot be read ({Kind}); the patients known so far stay excluded")]
    private partial void LogUnreadable(string project, string kind);
}
