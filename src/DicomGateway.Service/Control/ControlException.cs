namespace DicomGateway.Service.Control;

/// <summary>A command could not be carried out by the service.</summary>
internal sealed class ControlException(string what, string remedy, bool isNotFound = false, bool isUnreachable = false) : Exception(what)
{
    public string Remedy { get; } = remedy;

    public bool IsNotFound { get; } = isNotFound;

    public bool IsUnreachable { get; } = isUnreachable;
}
