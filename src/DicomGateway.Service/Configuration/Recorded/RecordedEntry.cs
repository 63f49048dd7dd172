namespace DicomGateway.Service.Configuration.Recorded;

/// <summary>An entry on record.</summary>
/// <param name="Name">What it is known by.</param>
/// <param name="Options">As gateway.json would have it.</param>
/// <param name="IsFromFile">It comes from gateway.json and is changed there; otherwise a person added it while the node ran.</param>
/// <param name="Errors">What of it cannot be read by now, such as a file that is gone.</param>
internal sealed record RecordedEntry<T>(string Name, T Options, bool IsFromFile, IReadOnlyList<ConfigurationError> Errors);
