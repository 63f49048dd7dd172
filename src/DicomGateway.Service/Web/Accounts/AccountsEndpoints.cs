using DicomGateway.Service.Accounts;
using DicomGateway.Service.Api;
using DicomGateway.Service.Hosting;
using DicomGateway.Service.Web.Shared;
using DicomGateway.Transfer.Records.Accounts;
using Microsoft.AspNetCore.Mvc;

namespace DicomGateway.Service.Web.Accounts;

/// <summary>Accounts, for administrators.</summary>
internal static class AccountsEndpoints
{
    public static void MapAccountsPage(this IEndpointRouteBuilder console)
    {
        var accounts = console.ForAdministratorsOf();
        accounts.MapGet("/accounts", (HttpContext http, GatewayNode node) => ShowAsync(http, node));
        accounts.MapPost("/accounts", AddAsync).DisableAntiforgery();
        accounts.MapPost("/accounts/{name}/reset", ResetAsync).DisableAntiforgery();
        accounts.MapPost("/accounts/{name}/disable", (string name, HttpContext http, AccountChanges changes) => SwitchAsync(name, true, http, changes)).DisableAntiforgery();
        accounts.MapPost("/accounts/{name}/enable", (string name, HttpContext http, AccountChanges changes) => SwitchAsync(name, false, http, changes)).DisableAntiforgery();
    }

    private static async Task<IResult> ShowAsync(HttpContext http, GatewayNode node, string? link = null, string? linkFor = null, Notice? notice = null)
    {
        var model = new AccountsModel(await node.Records.Accounts.ListAsync(http.RequestAborted), link, linkFor);
        return await Pages.ShowAsync<AccountsPage, AccountsModel>(http, model, notice: notice);
    }

    private static async Task<IResult> AddAsync([FromForm] string? name, [FromForm] AccountRole role, HttpContext http, GatewayNode node, AccountChanges changes)
    {
        try
        {
            return await ShowAsync(http, node, await changes.AddAsync(name, role, ApiUser.Of(http).Actor, http.RequestAborted), AccountNames.Normalize(name));
        }
        catch (AccountException e)
        {
            return await ShowAsync(http, node, notice: new Notice($"{e.Message} {e.Remedy}", "bad"));
        }
    }

    private static async Task<IResult> ResetAsync(string name, HttpContext http, GatewayNode node, AccountChanges changes) =>
        await ShowAsync(http, node, await changes.ResetAsync(name, ApiUser.Of(http).Actor, http.RequestAborted), name);

    private static async Task<IResult> SwitchAsync(string name, bool isDisabled, HttpContext http, AccountChanges changes)
    {
        try
        {
            await changes.SetDisabledAsync(name, isDisabled, ApiUser.Of(http).Actor, http.RequestAborted);
            return Pages.Go(http, "/accounts", new Notice(isDisabled ? $"{name} can no longer sign in." : $"{name} may sign in again."));
        }
        catch (AccountException e)
        {
            return Pages.Go(http, "/accounts", new Notice($"{e.Message} {e.Remedy}", "bad"));
        }
    }
}
