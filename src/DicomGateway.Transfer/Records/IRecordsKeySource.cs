namespace DicomGateway.Transfer.Records;

/// <summary>Gives the secret under which Records encrypts and finds what identifies. It lives in the key file, outside data, database and backup.</summary>
public interface IRecordsKeySource
{
    /// <summary>32 secret bytes that never change for a database. Own keys are derived from them; they are used for nothing else.</summary>
    ReadOnlySpan<byte> GetRecordsKey();
}
