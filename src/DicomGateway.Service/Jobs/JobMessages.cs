using System.Text.Json.Serialization;

namespace DicomGateway.Service.Jobs;

/// <summary>What is to be fetched: a frozen version of a cohort, or studies by their UIDs.</summary>
/// <param name="Project">The project that gets the studies.</param>
/// <param name="Pacs">The PACS to ask, the first one first, the others for what is missing there. Without any, each study of a cohort is fetched where it was found.</param>
/// <param name="Why">The reason.</param>
/// <param name="Cohort">A cohort.</param>
/// <param name="Version">Its frozen version.</param>
/// <param name="StudyUids">Studies, in place of a cohort.</param>
internal sealed record JobCreation(
    string Project,
    [property: JsonConverter(typeof(PacsNames))] IReadOnlyList<string>? Pacs,
    string Why,
    string? Cohort,
    int? Version,
    IReadOnlyList<string>? StudyUids);

/// <summary>Why somebody stops a job.</summary>
internal sealed record JobReason(string? Why);

/// <summary>A job, as people see it.</summary>
internal sealed record JobView(
    long Id,
    string Project,
    string Pacs,
    string? Cohort,
    int? Version,
    string Why,
    string State,
    DateTimeOffset StateSince,
    string CreatedBy,
    DateTimeOffset Created,
    bool NeedsAnother,
    string? ApprovedBy,
    int Studies,
    IReadOnlyDictionary<string, int> States,
    IReadOnlyList<JobPacsView> From,
    bool WaitsForPerson,
    string? Waiting);

/// <summary>A PACS of a job, and why nothing is begun there right now.</summary>
internal sealed record JobPacsView(string Name, int Studies, int Open, string? Waiting);

/// <summary>A study of a job: named by its row, never by its UID.</summary>
internal sealed record JobItemView(
    long Id,
    int Row,
    string Pacs,
    IReadOnlyList<string> Before,
    long? Study,
    string? Pseudonym,
    string State,
    DateTimeOffset Since,
    string? Reason,
    DateTimeOffset? NextTry,
    int? Expected,
    int Received,
    int Missing,
    int Deidentified,
    int Forwarded,
    int Committed,
    int Held,
    int Rejected,
    int Excluded);

/// <summary>How many studies wait again.</summary>
internal sealed record JobRetryResult(int Studies);

/// <summary>An instance that did not come; for those who may see what identifies.</summary>
internal sealed record MissingView(string? SeriesInstanceUid, int Count, IReadOnlyList<string> SopInstanceUids);
