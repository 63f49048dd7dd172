namespace DicomGateway.Transfer.Spool;

/// <summary>Who is told of durable instances: Records. It may lag; what it has not taken is replayed from the trailers at the next start.</summary>
internal interface ISpoolJournal
{
    /// <summary>Entries given and not yet recorded.</summary>
    int Unrecorded { get; }

    /// <summary>Whether the last try to record failed.</summary>
    bool IsFailing { get; }

    /// <summary>Takes an entry; never blocks or throws. Entries of one segment come in order.</summary>
    void Append(SpoolEntry entry);
}
