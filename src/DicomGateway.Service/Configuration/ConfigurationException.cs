namespace DicomGateway.Service.Configuration;

/// <summary>gateway.json cannot be used; the process must not start. Holds every error that was found.</summary>
internal sealed class ConfigurationException(string file, IReadOnlyList<ConfigurationError> errors)
    : Exception($"{file} has {errors.Count} error(s):{Environment.NewLine}{string.Join(Environment.NewLine, errors.Select(e => "  " + e))}")
{
    public IReadOnlyList<ConfigurationError> Errors { get; } = errors;
}
