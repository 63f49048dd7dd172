using DicomGateway.Service.Accounts;
using DicomGateway.Service.Api;
using DicomGateway.Service.Hosting;
using DicomGateway.Service.Web.Shared;
using Microsoft.AspNetCore.Mvc;

namespace DicomGateway.Service.Web.SignIn;

/// <summary>Before there is a session, and its end: sign-in, one-time links, sign-out, theme, assets.</summary>
internal static class SignInEndpoints
{
    public static void MapSignInPages(this IEndpointRouteBuilder console)
    {
        var open = console.MapGroup("").WithMetadata(new Access(Door.Console, ApiRole.None));
        open.MapGet("/sign-in", (HttpContext http, GatewayNode _) => http.Features.Get<Session>() is null
            ? Pages.ShowAsync<SignInPage, SignInModel>(http, new SignInModel("", null))
            : Task.FromResult(Results.LocalRedirect("/")));
        open.MapPost("/sign-in", SignInAsync).DisableAntiforgery();
        open.MapGet("/set-up/{secret}", ShowSetUpAsync);
        open.MapPost("/set-up", SetUpAsync).DisableAntiforgery();
        open.MapPost("/theme", ([FromForm] string? theme, HttpContext http) =>
        {
            ThemeCookie.Write(http, theme);
            return Results.LocalRedirect(http.Features.Get<Session>() is null ? "/sign-in" : "/");
        }).DisableAntiforgery();
        open.MapGet("/assets/{version}/{name}", (string name, HttpContext http) =>
        {
            http.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
            return AssetFiles.Send(name);
        });
        console.MapPost("/sign-out", SignOutAsync).DisableAntiforgery();
    }

    private static async Task<IResult> SignInAsync([FromForm] string? name, [FromForm] string? password, HttpContext http, PasswordSignIn signIn, SessionKeeper sessions)
    {
        var result = await signIn.TryAsync(name, password ?? "", AddressOf(http), http.RequestAborted);
        if (result.Secret is not { } secret)
            return await Pages.ShowAsync<SignInPage, SignInModel>(http, new SignInModel(name ?? "", result.Fault), StatusCodes.Status422UnprocessableEntity);
        Enter(http, sessions, secret);
        return Results.LocalRedirect("/");
    }

    private static async Task<IResult> ShowSetUpAsync(string secret, HttpContext http, GatewayNode node)
    {
        return await node.Records.Accounts.FindInvitedAsync(Secrets.Hash(secret), http.RequestAborted) is { } invited
            ? await Pages.ShowAsync<SetUpPage, SetUpModel>(http, new SetUpModel(secret, invited.Name, "", null))
            : throw Gone();
    }

    private static async Task<IResult> SetUpAsync(
        [FromForm] string? secret, [FromForm] string? name, [FromForm] string? password, [FromForm] string? again, HttpContext http, GatewayNode node)
    {
        var hash = Secrets.Hash(secret ?? "");
        var invited = await node.Records.Accounts.FindInvitedAsync(hash, http.RequestAborted) ?? throw Gone();
        var chosen = AccountNames.Normalize(invited.Name ?? name);
        var fault = chosen is null ? AccountNames.Rule
            : PasswordRules.FindFault(password ?? "", chosen) ?? (password == again ? null : "The two passwords differ.");
        if (fault is not null)
            return await Pages.ShowAsync<SetUpPage, SetUpModel>(http, new SetUpModel(secret!, invited.Name, name ?? "", fault), StatusCodes.Status422UnprocessableEntity);
        var stored = await Task.Run(() => PasswordHash.Create(password!), http.RequestAborted);
        var account = await node.Records.Accounts.AcceptAsync(hash, chosen, stored, http.RequestAborted) ?? throw Gone();
        var sessions = http.RequestServices.GetRequiredService<SessionKeeper>();
        sessions.EndAll(account.Name);
        await node.Records.Accounts.RecordLoginAsync(account.Name, "login.done", AddressOf(http), http.RequestAborted);
        Enter(http, sessions, http.RequestServices.GetRequiredService<PasswordSignIn>().Begin(account));
        return Results.LocalRedirect("/");
    }

    private static async Task<IResult> SignOutAsync(HttpContext http, SessionKeeper sessions, GatewayNode node)
    {
        if (ConsoleCookie.Read(http) is { } secret)
            sessions.End(secret);
        await node.Records.Accounts.RecordLoginAsync(ApiUser.Of(http).Name, "login.ended", AddressOf(http), http.RequestAborted);
        ConsoleCookie.Remove(http);
        return Results.LocalRedirect("/sign-in");
    }

    /// <summary>Every sign-in is a new session; one that the browser had before is over.</summary>
    private static void Enter(HttpContext http, SessionKeeper sessions, string secret)
    {
        if (ConsoleCookie.Read(http) is { } earlier)
            sessions.End(earlier);
        ConsoleCookie.Write(http, secret);
    }

    private static string AddressOf(HttpContext http) => http.Connection.RemoteIpAddress?.ToString() ?? "";

    private static ApiException Gone() => new(
        StatusCodes.Status410Gone, "This link does not work any more.", "Links work once and for a day. Ask an administrator for another, or run `dicom-gateway setup-link` on the machine.");
}
