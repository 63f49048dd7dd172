namespace DicomGateway.Transfer.Records.Merges;

/// <summary>A merge cannot be recorded, or taken back, as asked. The text names no patient.</summary>
public sealed class MergeException(string message, string remedy) : Exception(message)
{
    public string Remedy { get; } = remedy;
}
