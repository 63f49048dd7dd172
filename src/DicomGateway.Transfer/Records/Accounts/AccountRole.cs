namespace DicomGateway.Transfer.Records.Accounts;

/// <summary>What an account may do. The numbers are stored; never renumber.</summary>
public enum AccountRole
{
    /// <summary>Finds, retrieves and follows studies.</summary>
    ResearchOperator = 1,

    /// <summary>Also releases what is held, and changes nodes, accounts and alerts.</summary>
    Administrator = 2,
}
