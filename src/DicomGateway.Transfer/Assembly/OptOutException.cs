namespace DicomGateway.Transfer.Assembly;

/// <summary>Objections cannot be recorded or withdrawn as asked. The text names lines, never patients.</summary>
public sealed class OptOutException(string message, string remedy) : Exception(message)
{
    public string Remedy { get; } = remedy;
}
