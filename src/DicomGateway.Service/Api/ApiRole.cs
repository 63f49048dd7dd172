namespace DicomGateway.Service.Api;

/// <summary>What an account may do; each role may do what those before it may.</summary>
internal enum ApiRole
{
    /// <summary>Nobody in particular: the sign-in page and what belongs to it.</summary>
    None,

    /// <summary>Finds, retrieves and follows studies; rejects what was held, and releases what the project lets operators release; sees pseudonyms and states.</summary>
    ResearchOperator,

    /// <summary>Also releases whatever was held, changes nodes, accounts and alerts, and sees what identifies.</summary>
    Administrator,
}
