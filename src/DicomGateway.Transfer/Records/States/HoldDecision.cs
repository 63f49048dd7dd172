namespace DicomGateway.Transfer.Records.States;

/// <summary>What became of a hold. The numbers are stored.</summary>
public enum HoldDecision
{
    Open = 0,
    Released = 1,
    Rejected = 2,

    /// <summary>Instances arrived late, or what it was held for was settled elsewhere: the study runs again and is judged anew.</summary>
    Superseded = 3,

    /// <summary>The patient's objection, for which alone it was held, was withdrawn.</summary>
    Withdrawn = 4,
}
