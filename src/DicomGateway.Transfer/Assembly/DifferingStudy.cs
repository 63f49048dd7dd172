using DicomGateway.Transfer.Records.States;

namespace DicomGateway.Transfer.Assembly;

/// <summary>A study that is out under another pseudonym than its patient has today. Nothing in it identifies a patient.</summary>
/// <param name="Study">The study.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Sent">The pseudonym that it was sent under.</param>
/// <param name="Today">The one that later studies of the patient get.</param>
/// <param name="Instances">How much of it is out.</param>
/// <param name="Destinations">Where.</param>
public sealed record DifferingStudy(long Study, StudyState State, string Sent, string Today, long Instances, IReadOnlyList<string> Destinations);
