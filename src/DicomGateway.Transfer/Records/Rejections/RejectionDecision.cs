namespace DicomGateway.Transfer.Records.Rejections;

/// <summary>What was decided about a rejection note. The numbers are stored.</summary>
public enum RejectionDecision
{
    /// <summary>A person has to decide; until then nothing that it names goes out.</summary>
    Undecided = 0,

    Applied = 1,

    /// <summary>A person decided that what it names goes on.</summary>
    Ignored = 2,
}
