namespace DicomGateway.Transfer.Spool;

/// <summary>The data folder cannot be used: the service does not start. The text says what to do.</summary>
public sealed class DataFolderException(string message, Exception? innerException = null) : Exception(message, innerException);
