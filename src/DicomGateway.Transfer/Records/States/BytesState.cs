namespace DicomGateway.Transfer.Records.States;

/// <summary>Whether bytes are still on disk. The numbers are stored.</summary>
internal enum BytesState
{
    Present = 1,

    /// <summary>Decided and recorded; the space is being given back, again after a crash.</summary>
    Going = 2,
    Gone = 3,
}
