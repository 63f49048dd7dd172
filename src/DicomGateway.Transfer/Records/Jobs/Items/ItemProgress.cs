namespace DicomGateway.Transfer.Records.Jobs.Items;

/// <summary>How far the instances of an item are, counted by SOP Instance UID.</summary>
/// <param name="Expected">As the PACS listed or counted them; null before it was asked.</param>
/// <param name="Received">Durable here.</param>
/// <param name="Deidentified">In a sealed study.</param>
/// <param name="Forwarded">Confirmed by every destination.</param>
/// <param name="Committed">Of those, promised to be kept by a destination that promises.</param>
/// <param name="Held">Held for a person.</param>
/// <param name="Rejected">Decided not to go out.</param>
/// <param name="Excluded">Left out by the cohort's rules on what was received; in none of the counts after Received.</param>
public sealed record ItemProgress(int? Expected, int Received, int Deidentified, int Forwarded, int Committed, int Held, int Rejected, int Excluded)
{
    public static ItemProgress None { get; } = new(null, 0, 0, 0, 0, 0, 0, 0);

    public int Missing => Expected is { } expected ? Math.Max(0, expected - Received) : 0;

    /// <summary>Every expected instance has come to its end.</summary>
    public bool IsSettled => Expected is { } expected && Forwarded + Rejected + Excluded >= expected;
}
