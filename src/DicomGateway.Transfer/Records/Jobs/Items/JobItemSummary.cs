namespace DicomGateway.Transfer.Records.Jobs.Items;

/// <summary>One line of a job's list of studies; nothing in it identifies a patient. Counts come from what was recorded, never from what a PACS claims.</summary>
public sealed record JobItemSummary
{
    public required long ItemId { get; init; }

    /// <summary>Number of the study within the cohort version or list.</summary>
    public required int Row { get; init; }

    /// <summary>The PACS that it is, or was last, fetched from.</summary>
    public required string Pacs { get; init; }

    /// <summary>Where it could not be had whole, and why, in the order in which they were asked; empty when only one PACS has it.</summary>
    public IReadOnlyList<PacsOutcome> Before { get; init; } = [];

    public required JobItemState State { get; init; }

    public required DateTimeOffset StateSince { get; init; }

    /// <summary>Why it is so, for people; null when the state says it all.</summary>
    public string? Reason { get; init; }

    /// <summary>The study here, once something of it has come.</summary>
    public long? StudyId { get; init; }

    /// <summary>The patient's pseudonym, once the study has been de-identified and is in the catalogue.</summary>
    public string? Pseudonym { get; init; }

    /// <summary>Times that the PACS was asked for it without anything new coming.</summary>
    public required int Rounds { get; init; }

    /// <summary>When it is tried next; null when it is not waiting for a time.</summary>
    public DateTimeOffset? Due { get; init; }

    public required ItemProgress Progress { get; init; }
}
