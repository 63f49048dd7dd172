namespace DicomGateway.Transfer.Jobs.Cohorts.Rules;

/// <summary>What a rule looks at.</summary>
internal enum RuleBasis
{
    /// <summary>What the PACS returns to queries: before anything is fetched.</summary>
    Returned,

    /// <summary>The headers of what has been received: before any of it goes on.</summary>
    Received,
}
