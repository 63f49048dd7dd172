namespace DicomGateway.Transfer.Spool;

/// <summary>The data folder cannot be used: the service does not start. The text says what to do.</summary>
public sealed class DataFolderException(string message, Exception? innerException = null) : Exception(message, innerException)
{
    /// <summary>Another process has the folder. It may be about to start or to end: what tries again in a moment may get an answer from it.</summary>
    public bool IsInUse { get; init; }
}
