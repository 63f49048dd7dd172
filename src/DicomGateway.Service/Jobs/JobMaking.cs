using DicomGateway.Service.Api;
using DicomGateway.Service.Configuration;
using DicomGateway.Transfer.Jobs.Cohorts;
using DicomGateway.Transfer.Jobs.Pacs;
using DicomGateway.Transfer.Records;

namespace DicomGateway.Service.Jobs;

/// <summary>Makes a job of what somebody wants: checked first, then written down as a draft.</summary>
internal sealed class JobMaking(GatewayRecords records, IPacsDirectory directory, LoadedConfiguration configuration)
{
    /// <returns>The job's number, and whether another person must approve it.</returns>
    /// <exception cref="ApiException">It cannot be fetched; the text says what to do.</exception>
    /// <exception cref="ArgumentException">There is no study in it.</exception>
    public async Task<(long JobId, bool NeedsAnother)> MakeAsync(JobCreation wanted, string actor, CancellationToken cancellationToken)
    {
        var found = wanted is { Cohort: { } cohort, Version: { } version } ? await records.Cohorts.ListPacsAsync(cohort, version, cancellationToken) : [];
        if (wanted is { Cohort: not null, Version: not null } && found.Count == 0)
            throw new ApiException(StatusCodes.Status404NotFound, $"There is no frozen version {wanted.Version} of cohort {wanted.Cohort}.", "See `cohort list`.");
        var request = JobCreationRules.Check(wanted, found, directory, configuration, actor);
        var studies = request.Cohort is { } chosen
            ? records.Cohorts.ReadSelectionAsync(chosen.Name, chosen.Version, cancellationToken).Select(study => From(study, wanted.Pacs))
            : wanted.StudyUids!.Select((uid, index) => From(new SelectedStudy(index + 1, uid.Trim(), null, null, null), wanted.Pacs)).ToAsyncEnumerable();
        return (await records.Jobs.CreateAsync(request, studies, cancellationToken), request.NeedsAnother);
    }

    /// <summary>PACS that were named take the place of those that the study was found in.</summary>
    private static SelectedStudy From(SelectedStudy study, IReadOnlyList<string>? named) =>
        named is not { Count: > 0 } ? study : study with { Pacs = named[0], AlsoAt = [.. named.Skip(1)] };
}
