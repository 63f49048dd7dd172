namespace DicomGateway.Transfer.Records;

/// <summary>The database cannot be used as it is: the service does not start, or ends. The text says what to do.</summary>
public class RecordsException(string message, Exception? innerException = null) : Exception(message, innerException);
