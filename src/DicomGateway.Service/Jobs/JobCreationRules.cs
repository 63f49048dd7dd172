using DicomGateway.Dicom.Data;
using DicomGateway.Service.Api;
using DicomGateway.Service.Configuration;
using DicomGateway.Service.Configuration.Sections;
using DicomGateway.Transfer.Jobs.Pacs;
using DicomGateway.Transfer.Records.Jobs;

namespace DicomGateway.Service.Jobs;

/// <summary>Whether a job that somebody wants can be fetched at all, and what of it is wrong if not.</summary>
internal static class JobCreationRules
{
    /// <param name="wanted">What somebody wants.</param>
    /// <param name="found">The PACS that the cohort's studies were found in.</param>
    /// <param name="directory">The PACS that there are.</param>
    /// <param name="configuration">The projects.</param>
    /// <param name="actor">Who wants it.</param>
    /// <exception cref="ApiException">Something is wrong; the text says what to do.</exception>
    public static JobRequest Check(JobCreation wanted, IReadOnlyList<string> found, IPacsDirectory directory, LoadedConfiguration configuration, string actor)
    {
        var project = configuration.Values.Projects.FirstOrDefault(one => one.Name == wanted.Project)
            ?? throw Refuse($"There is no project '{wanted.Project}'.", "See `projects`.");
        var names = wanted.Pacs is { Count: > 0 } named ? named : found;
        if (names.Count == 0)
            throw Refuse("A list of studies does not say where they are.", "Name the PACS to fetch from.");
        if (string.IsNullOrWhiteSpace(wanted.Why))
            throw Refuse("A job needs a reason.", "Say why the studies are fetched; write no patient's name into it.");
        foreach (var name in names)
            CheckPacs(name, directory, project, configuration.Values);
        CheckSelection(wanted);
        return new JobRequest(project.Name, wanted.Pacs is { Count: > 0 } ? string.Join(", ", wanted.Pacs) : null, actor, wanted.Why, project.Approval == JobApproval.Another)
        {
            Cohort = wanted.Cohort is { } cohort ? (cohort, wanted.Version!.Value) : null,
        };
    }

    private static void CheckPacs(string name, IPacsDirectory directory, ProjectOptions project, GatewayConfiguration configuration)
    {
        var pacs = directory.Find(name) ?? throw Refuse($"There is no PACS '{name}'.", "Enter it in the configuration under pacs, add it while the node runs, or name others to fetch from.");
        if (pacs.Profile.Retrieval == RetrievalMethod.Move)
            CheckDestination(pacs, project, configuration);
    }

    private static void CheckDestination(PacsNode pacs, ProjectOptions project, GatewayConfiguration configuration)
    {
        if (pacs.MoveDestination is not { } title)
            throw Refuse($"PACS '{pacs.Name}' has no move destination.", "Give it one of retrieve.aeTitles, or let it use C-GET.");
        if (configuration.Retrieve.AeTitles.Contains(title) || project.AeTitles.Contains(title))
            return;
        throw configuration.Projects.FirstOrDefault(one => one.AeTitles.Contains(title)) is { } other
            ? Refuse($"PACS '{pacs.Name}' sends to AE title {title}, which is that of project '{other.Name}'.", "Let it send to one of retrieve.aeTitles, which serve all projects.")
            : Refuse($"PACS '{pacs.Name}' sends to AE title {title}, which is none of the node's.", "Enter it under retrieve.aeTitles in the configuration.");
    }

    private static void CheckSelection(JobCreation wanted)
    {
        if (wanted.Cohort is not null == wanted.StudyUids is { Count: > 0 })
            throw Refuse("A job is either for a cohort or for a list of studies.", "Give one of the two.");
        if (wanted is { Cohort: not null, Version: null })
            throw Refuse("A job is for a frozen version of a cohort.", "Give its number, which freezing has answered.");
        var wrong = (wanted.StudyUids ?? []).Select((uid, index) => (uid, index)).Where(one => !new DicomUID(one.uid?.Trim() ?? "").IsValid).Take(20)
            .Select(one => new ApiError($"row {one.index + 1}", "This is no Study Instance UID.", "Digits and dots, 64 at most.")).ToList();
        if (wrong.Count > 0)
            throw new ApiException(StatusCodes.Status400BadRequest, "The list has rows that are no Study Instance UIDs.", "Correct them; nothing was created.", wrong);
    }

    private static ApiException Refuse(string what, string remedy) => new(StatusCodes.Status400BadRequest, what, remedy);
}
