namespace DicomGateway.Transfer.Records;

/// <summary>An entry of the configuration on record.</summary>
/// <param name="Name">Unique within its kind.</param>
/// <param name="Json">The entry as the configuration file would have it.</param>
/// <param name="IsFromFile">It came from the configuration file; otherwise a person added it.</param>
public sealed record ConfigurationEntry(string Name, string Json, bool IsFromFile);
