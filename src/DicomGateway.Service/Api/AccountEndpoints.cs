using DicomGateway.Service.Accounts;
using DicomGateway.Service.Hosting;
using DicomGateway.Transfer.Records.Accounts;

namespace DicomGateway.Service.Api;

/// <summary>Accounts, for administrators.</summary>
internal static class AccountEndpoints
{
    public static void MapAccounts(this IEndpointRouteBuilder api)
    {
        var accounts = api.MapGroup("accounts").ForAdministrators();
        accounts.MapGet("", async (GatewayNode node, CancellationToken cancellationToken) =>
            (await node.Records.Accounts.ListAsync(cancellationToken)).Select(AccountView.Of));
        accounts.MapPost("", (NewAccount account, ApiUser user, AccountChanges changes, CancellationToken cancellationToken) =>
            LinkAsync(() => changes.AddAsync(account.Name, account.Role, user.Actor, cancellationToken)));
        accounts.MapPost("{name}/reset", (string name, ApiUser user, AccountChanges changes, CancellationToken cancellationToken) =>
            LinkAsync(() => changes.ResetAsync(name, user.Actor, cancellationToken)));
        accounts.MapPost("{name}/disable", (string name, ApiUser user, AccountChanges changes, GatewayNode node, CancellationToken cancellationToken) =>
            SwitchAsync(name, true, user, changes, node, cancellationToken));
        accounts.MapPost("{name}/enable", (string name, ApiUser user, AccountChanges changes, GatewayNode node, CancellationToken cancellationToken) =>
            SwitchAsync(name, false, user, changes, node, cancellationToken));
        api.MapPost("setup-link", FirstAsync).ForAdministrators();
    }

    private static async Task<IResult> FirstAsync(SetUpLinks links, CancellationToken cancellationToken) =>
        links.Address is null ? throw new ApiException(StatusCodes.Status409Conflict, "This node has no console.", "Give listeners.console in gateway.json and start it again.")
        : await links.CreateFirstAsync(cancellationToken) is { } link ? Results.Ok(new OneTimeLink(link))
        : throw new ApiException(StatusCodes.Status409Conflict, "There is an administrator already.", "Use `account reset NAME` for a new link.");

    private static async Task<OneTimeLink> LinkAsync(Func<Task<string>> make)
    {
        try
        {
            return new OneTimeLink(await make());
        }
        catch (AccountException e)
        {
            throw new ApiException(StatusCodes.Status409Conflict, e.Message, e.Remedy);
        }
    }

    private static async Task<AccountView> SwitchAsync(
        string name, bool isDisabled, ApiUser user, AccountChanges changes, GatewayNode node, CancellationToken cancellationToken)
    {
        try
        {
            await changes.SetDisabledAsync(name, isDisabled, user.Actor, cancellationToken);
            return AccountView.Of((await node.Records.Accounts.FindAsync(name, cancellationToken))!);
        }
        catch (AccountException e)
        {
            throw new ApiException(StatusCodes.Status409Conflict, e.Message, e.Remedy);
        }
    }
}
