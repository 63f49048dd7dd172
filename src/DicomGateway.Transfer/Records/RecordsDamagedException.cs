namespace DicomGateway.Transfer.Records;

/// <summary>Pages of the database cannot be read: a backup is needed, or new records from the spool.</summary>
public sealed class RecordsDamagedException(string message, Exception? innerException = null) : RecordsException(message, innerException);
