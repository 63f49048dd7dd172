namespace DicomGateway.Curation.Deidentification;

/// <summary>One output file.</summary>
/// <param name="Path">Relative to the study's output folder.</param>
public sealed record DeidentifiedInstance(string InstanceId, string Path);
