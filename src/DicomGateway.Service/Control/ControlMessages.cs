using System.Text.Json;

namespace DicomGateway.Service.Control;

/// <summary>A line of the list of studies.</summary>
internal sealed record StudyView(
    long Id,
    string Project,
    string State,
    int Revision,
    int Instances,
    string? Modality,
    DateTimeOffset FirstReceived,
    DateTimeOffset LastReceived,
    DateTimeOffset StateSince,
    int Attempts,
    int Waits,
    string? KeptProfile);

/// <summary>A study and everything that happened to it.</summary>
internal sealed record StudyDetail(
    StudyView Study, IReadOnlyList<TimelineView> Timeline, IReadOnlyList<FindingView> Findings, IReadOnlyList<HoldView> Holds);

/// <summary>One act of the audit.</summary>
internal sealed record TimelineView(long Sequence, DateTimeOffset At, string Actor, string Action, string? Detail);

/// <summary>What a stage found; never a value of the data set.</summary>
internal sealed record FindingView(string Stage, string Code, string Severity, string? Place, string Text, Guid? Instance);

/// <summary>One time that a study was held.</summary>
internal sealed record HoldView(
    long Study,
    string Project,
    int Revision,
    string Stage,
    DateTimeOffset Since,
    string Decision,
    string? DecidedBy,
    string? Why,
    IReadOnlyList<FindingView> Findings);

/// <summary>A version of a profile that studies were de-identified under.</summary>
internal sealed record ProfileView(string Version, string Name, DateTimeOffset FirstUsed, long Studies, JsonElement Content);

/// <summary>A person's decision about a held study.</summary>
internal sealed record DecisionRequest(string Why);

/// <summary>Patients who objected, or withdrew that, line by line as in a project's list.</summary>
internal sealed record OptOutRequest(string Project, IReadOnlyList<string> Lines, string Why);

/// <summary>A patient who objected: it identifies.</summary>
internal sealed record OptOutView(string Project, string? Issuer, string PatientId, DateTimeOffset Added);

/// <summary>An instance that a note of the source rejected; the study is null while the instance has not come.</summary>
internal sealed record RejectionView(string Project, long? Study, long NoteStudy, string Code, string Title, string Decision, bool WasSent, DateTimeOffset At);

/// <summary>One thing that `check` looked at.</summary>
internal sealed record CheckResult(string Name, bool IsSound, string Text);

/// <summary>Where `backup` shall write to.</summary>
internal sealed record BackupRequest(string Folder);
