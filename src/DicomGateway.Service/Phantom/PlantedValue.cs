namespace DicomGateway.Service.Phantom;

/// <summary>An invented value that identifies somebody, and where it stands.</summary>
/// <param name="Kind">What it is, such as "PatientName".</param>
/// <param name="Paths">Tags from the data set down to each element that holds it, without item numbers.</param>
internal sealed record PlantedValue(string StudyInstanceUid, string Kind, string Value, IReadOnlyList<string> Paths);
