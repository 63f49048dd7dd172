using DicomGateway.Transfer.Records.Holds;

namespace DicomGateway.Transfer.Assembly;

/// <summary>Objections that an administrator records or withdraws beside the project's list. What the list itself says is changed in the list.</summary>
public sealed class OptOutChanges
{
    private readonly OptOutStore _store;
    private readonly IReadOnlyList<TransferProject> _projects;

    internal OptOutChanges(OptOutStore store, IReadOnlyList<TransferProject> projects) => (_store, _projects) = (store, projects);

    /// <exception cref="OptOutException">Nothing was changed; the text says why.</exception>
    public async Task<OptOutResult> AddAsync(string project, IReadOnlyList<string> lines, string by, string why, CancellationToken cancellationToken)
    {
        var result = new OptOutResult(0, [], 0);
        foreach (var line in await ReadAsync(project, lines, why, isWithdrawal: false, cancellationToken).ConfigureAwait(false))
        {
            var isKnown = await _store.HasEntryAsync(project, line.PatientId, line.Issuer, cancellationToken).ConfigureAwait(false);
            result = isKnown
                ? result.Unchanged(line.Number)
                : result.Changed(await _store.AddAsync(project, line.PatientId, line.Issuer, by, why, cancellationToken).ConfigureAwait(false));
        }

        return result;
    }

    /// <exception cref="OptOutException">Nothing was changed; the text says why.</exception>
    public async Task<OptOutResult> WithdrawAsync(string project, IReadOnlyList<string> lines, string by, string why, CancellationToken cancellationToken)
    {
        var result = new OptOutResult(0, [], 0);
        foreach (var line in await ReadAsync(project, lines, why, isWithdrawal: true, cancellationToken).ConfigureAwait(false))
        {
            result = await _store.WithdrawAsync(project, line.PatientId, line.Issuer, by, why, cancellationToken).ConfigureAwait(false) is { } studies
                ? result.Changed(studies)
                : result.Unchanged(line.Number);
        }

        return result;
    }

    private async Task<IReadOnlyList<OptOutLine>> ReadAsync(string name, IReadOnlyList<string> lines, string why, bool isWithdrawal, CancellationToken cancellationToken)
    {
        var project = _projects.FirstOrDefault(project => project.Name == name) ?? throw new OptOutException($"There is no project '{name}'.", "See `projects export`.");
        if (string.IsNullOrWhiteSpace(why))
            throw new OptOutException("There is no reason.", "Give it with --why: it is kept in the audit.");
        var given = OptOutLine.Parse(lines);
        if (given.FirstOrDefault(line => line.IsWithdrawn) is { } marked)
            throw new OptOutException($"Line {marked.Number} of the input begins with '- '.", "Write the patient alone: the command says what is done.");
        if (project.OptOutList is not { } path)
            return given;

        // The list is read again at every start: what it contradicts would not last.
        var listed = OptOutLine.Parse(await ReadListAsync(path, cancellationToken).ConfigureAwait(false));
        var against = given.FirstOrDefault(line => listed.Any(known => known.IsWithdrawn != isWithdrawal && known.IsSamePatient(line)));
        return against is null
            ? given
            : throw new OptOutException(
                $"The project's list {path} says otherwise of the patient in line {against.Number} of the input.",
                isWithdrawal ? "Write '- ' before that patient there; the node reads the list again by itself." : "Take the '- ' before that patient away there.");
    }

    private static async Task<IReadOnlyList<string>> ReadListAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            return await File.ReadAllLinesAsync(path, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new OptOutException($"The project's list {path} cannot be read.", "Put it back; the node does not start without it.");
        }
    }
}
