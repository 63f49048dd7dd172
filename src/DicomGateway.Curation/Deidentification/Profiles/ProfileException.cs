namespace DicomGateway.Curation.Deidentification.Profiles;

/// <summary>A profile cannot be used.</summary>
public sealed class ProfileException(string path, IReadOnlyList<string> errors) : Exception($"{path}: {string.Join(" ", errors)}")
{
    /// <summary>Each mistake with its place and remedy.</summary>
    public IReadOnlyList<string> Errors { get; } = errors;
}
