namespace DicomGateway.Service.Control;

/// <param name="Project">Under which project.</param>
/// <param name="Lines">Patients, one a line: a Patient ID, or issuer, a tab and Patient ID.</param>
/// <param name="Why">The reason, for the audit.</param>
internal sealed record PatientsRequest(string Project, IReadOnlyList<string> Lines, string Why);

/// <summary>A merge with the patients that it names.</summary>
internal sealed record MergeView(
    long Id, string Project, string AbsorbedIssuer, string AbsorbedId, string SurvivingIssuer, string SurvivingId, DateTimeOffset At, string By, string Why,
    DateTimeOffset? UndoneAt, string? UndoneBy, string? UndoneWhy);

/// <summary>A study that is out under another pseudonym than its patient has today.</summary>
internal sealed record DifferingView(long Study, string State, string SentPseudonym, string Pseudonym, long Instances, IReadOnlyList<string> Destinations);
