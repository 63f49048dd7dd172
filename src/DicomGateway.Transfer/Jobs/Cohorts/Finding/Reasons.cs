namespace DicomGateway.Transfer.Jobs.Cohorts.Finding;

/// <summary>Reasons that are built in. They have a dot, which ids of rules have not.</summary>
internal static class Reasons
{
    public const string NoRow = "list.no-row";
    public const string IssuerUnknown = "list.issuer";
    public const string Modality = "series.modality";
    public const string NoSeries = "series.none";
    public const string Unanswered = "series.unanswered";
    public const string WithStudy = "study.left-out";

    private const string KeyPrefix = "key.";

    public static string OfKey(string keyword) => KeyPrefix + keyword;

    /// <summary>A reason in words, as the criteria have it or as it is built in.</summary>
    public static string Describe(string reason, Criteria.CohortCriteria criteria) => reason switch
    {
        NoRow => "The answer fits no row of the list exactly.",
        IssuerUnknown => "The list names the issuer of the patient ID.",
        Modality => "It has no series of the modalities wanted.",
        NoSeries => "Every series of it was left out.",
        Unanswered => "The PACS did not answer what series it has.",
        WithStudy => "Its study was left out.",
        _ when reason.StartsWith(KeyPrefix, StringComparison.Ordinal) => $"It does not match the key {reason[KeyPrefix.Length..]}.",
        _ => criteria.Rules.FirstOrDefault(rule => rule.Id == reason)?.Text ?? reason,
    };
}
