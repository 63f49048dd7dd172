using DicomGateway.Service.Hosting;
using DicomGateway.Transfer.Records.Accounts;

namespace DicomGateway.Service.Accounts;

/// <summary>Changes of accounts, with what follows from them: links, and sessions that end.</summary>
internal sealed class AccountChanges(GatewayNode node, SetUpLinks links, SessionKeeper sessions)
{
    /// <summary>Makes an account; returns the link by which its password is chosen.</summary>
    /// <exception cref="AccountException">The name cannot be used.</exception>
    public Task<string> AddAsync(string? name, AccountRole role, string by, CancellationToken cancellationToken) =>
        links.AddAsync(AccountNames.Normalize(name) ?? throw new AccountException("This cannot be a name.", AccountNames.Rule), Known(role), by, cancellationToken);

    /// <summary>Takes the password away and ends the sessions; returns the new link.</summary>
    /// <exception cref="AccountException">There is no such account.</exception>
    public async Task<string> ResetAsync(string name, string by, CancellationToken cancellationToken)
    {
        var link = await links.ResetAsync(name, by, cancellationToken);
        sessions.EndAll(name);
        return link;
    }

    /// <exception cref="AccountException">There is no such account, or nobody would be left to administer.</exception>
    public async Task SetDisabledAsync(string name, bool isDisabled, string by, CancellationToken cancellationToken)
    {
        await node.Records.Accounts.SetDisabledAsync(name, isDisabled, by, cancellationToken);
        if (isDisabled)
            sessions.EndAll(name);
    }

    private static AccountRole Known(AccountRole role) =>
        Enum.IsDefined(role) ? role : throw new AccountException("There is no such role.", "Use ResearchOperator or Administrator.");
}
