namespace DicomGateway.Transfer.Records.Accounts;

/// <summary>A change of accounts that is not possible.</summary>
public sealed class AccountException(string message, string remedy) : Exception(message)
{
    public string Remedy { get; } = remedy;
}
