using DicomGateway.Transfer.Jobs.Cohorts;
using DicomGateway.Transfer.Records.Cohorts;

namespace DicomGateway.Service.Api;

/// <summary>Criteria as a file has them, and the list that they speak of.</summary>
/// <param name="Criteria">YAML or JSON.</param>
/// <param name="List">CSV.</param>
/// <param name="Wait">A preview waits where a PACS may not be asked now; else it is refused then.</param>
internal sealed record CohortUpload(string Criteria, string? List = null, bool Wait = false);

/// <summary>How a frozen version is asked again.</summary>
/// <param name="Wait">As for <see cref="CohortUpload"/>.</param>
internal sealed record RepeatRequest(bool Wait = false);

/// <summary>Criteria have no mistakes.</summary>
internal sealed record CriteriaChecked(string Cohort);

/// <summary>A preview shall become a version.</summary>
/// <param name="Why">The reason, for the record.</param>
/// <param name="AcceptsDeviations">It is known that the selection differs from what the criteria expect.</param>
internal sealed record FreezeRequest(string Why, bool AcceptsDeviations = false);

/// <summary>A preview was begun.</summary>
internal sealed record PreviewStarted(long Id);

/// <summary>A preview or a version.</summary>
internal sealed record CohortPreviewView(
    long Id,
    string Cohort,
    CohortPreviewState State,
    string? Problem,
    DateTimeOffset StartedAt,
    string StartedBy,
    DateTimeOffset? EndedAt,
    int? RepeatsVersion,
    bool PicksSeries,
    CohortTally Tally,
    string? ManifestSha256,
    string? SelectionSha256,
    int? Version,
    DateTimeOffset? FrozenAt,
    string? FrozenBy,
    string? Why,
    string? Sha256,
    string? Waiting)
{
    /// <param name="preview">The preview.</param>
    /// <param name="waiting">What it waits for right now, or null.</param>
    public static CohortPreviewView Of(CohortPreview preview, string? waiting = null) => new(
        preview.Id,
        preview.Cohort,
        preview.State,
        preview.Problem,
        preview.StartedAt,
        preview.StartedBy,
        preview.EndedAt,
        preview.RepeatsVersion,
        preview.PicksSeries,
        preview.Tally,
        preview.ManifestSha256,
        preview.SelectionSha256,
        preview.Version,
        preview.FrozenAt,
        preview.FrozenBy,
        preview.Why,
        preview.Sha256,
        waiting);
}

/// <summary>A cohort with its newest version and its newest preview.</summary>
internal sealed record CohortView(string Name, DateTimeOffset CreatedAt, string CreatedBy, CohortPreviewView? Version, CohortPreviewView? Preview)
{
    public static CohortView Of(CohortSummary cohort) => new(
        cohort.Name,
        cohort.CreatedAt,
        cohort.CreatedBy,
        cohort.Version is { } version ? CohortPreviewView.Of(version) : null,
        cohort.Preview is { } preview ? CohortPreviewView.Of(preview) : null);
}
