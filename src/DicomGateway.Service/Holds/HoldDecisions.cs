using DicomGateway.Curation;
using DicomGateway.Service.Api;
using DicomGateway.Service.Configuration;
using DicomGateway.Service.Hosting;
using DicomGateway.Transfer.Records.Holds;
using DicomGateway.Transfer.Records.States;
using DicomGateway.Transfer.Records.Studies;

namespace DicomGateway.Service.Holds;

/// <summary>
/// What persons decide about held studies. Administrators release what they answer for; a research operator releases what a project lets its operators
/// release, by default what it could let through without anybody looking. Everybody may reject: nothing goes out by that.
/// </summary>
internal sealed class HoldDecisions(GatewayNode node, LoadedConfiguration configuration)
{
    /// <summary>The findings of a hold that keep a user from releasing it; none when the user may.</summary>
    public IReadOnlyList<string> FindBarring(ApiUser user, HoldRecord hold)
    {
        if (user.IsAdministrator)
            return [];
        var allowed = configuration.Values.Projects.FirstOrDefault(project => project.Name == hold.Project) is { } project
            ? project.OperatorsRelease ?? CurationOptions.LetThroughCodes
            : [];
        return [.. hold.Findings.Where(finding => finding.Severity == Transfer.Records.FindingSeverity.Hold && !allowed.Any(entry => Covers(entry, finding.Code))).Select(finding => finding.Code).Distinct()];
    }

    /// <exception cref="ApiException">There is no such study, it is not held, or this user may not release it.</exception>
    public async Task<StudySummary> ReleaseAsync(long id, string? why, ApiUser user, CancellationToken cancellationToken)
    {
        await CheckAsync(id, why, cancellationToken);
        await node.Records.Holds.ReleaseAsync(id, user.Actor, why!.Trim(), hold => CheckMayRelease(user, hold), cancellationToken);
        return (await node.Records.Studies.FindAsync(id, cancellationToken))!;
    }

    /// <exception cref="ApiException">There is no such study, or it is not held.</exception>
    public async Task<StudySummary> RejectAsync(long id, string? why, ApiUser user, CancellationToken cancellationToken)
    {
        await CheckAsync(id, why, cancellationToken);
        await node.Records.Holds.RejectAsync(id, user.Actor, why!.Trim(), cancellationToken);
        return (await node.Records.Studies.FindAsync(id, cancellationToken))!;
    }

    private async Task CheckAsync(long id, string? why, CancellationToken cancellationToken)
    {
        if (await node.Records.Studies.FindAsync(id, cancellationToken) is not { } study)
            throw new ApiException(StatusCodes.Status404NotFound, $"There is no study {id}.", "See the list of studies.");
        if (study.State != StudyState.Held)
            throw new ApiException(StatusCodes.Status409Conflict, $"Study {id} is {study.State}, not on hold.", "Only held studies are decided about.");
        if (string.IsNullOrWhiteSpace(why))
            throw new ApiException(StatusCodes.Status400BadRequest, "A decision needs a reason.", "Say why.");
    }

    private void CheckMayRelease(ApiUser user, HoldRecord hold)
    {
        if (FindBarring(user, hold) is { Count: > 0 } barring)
            throw new ApiException(
                StatusCodes.Status403Forbidden,
                $"Releasing study {hold.StudyId} takes an administrator, for {string.Join(", ", barring)}.",
                "Ask one, or reject the study; operatorsRelease of the project says what operators may release.");
    }

    /// <summary>A code, or all of a class, as in pixels.*.</summary>
    private static bool Covers(string entry, string code) => entry.EndsWith(".*", StringComparison.Ordinal) ? code.StartsWith(entry[..^1], StringComparison.Ordinal) : code == entry;
}
