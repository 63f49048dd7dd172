using DicomGateway.Service.Accounts;
using DicomGateway.Service.Api;
using DicomGateway.Transfer.Records.Accounts;
using DicomGateway.Transfer.Records.States;

namespace DicomGateway.Service.Web.Shared;

/// <summary>Refusals as pages for people, as problem details below /api.</summary>
internal static class ConsoleRefusals
{
    public static async Task RunAsync(HttpContext http, RequestDelegate next)
    {
        try
        {
            await next(http);
            if (http.Features.Get<ApiProblem>() is { } problem && !http.Response.HasStarted)
                await ShowAsync(http, problem.Status, problem.What, problem.Remedy);
        }
        catch (ApiException e) when (!http.Response.HasStarted)
        {
            await ShowAsync(http, e.Status, e.Message, e.Remedy);
        }
        catch (AccountException e) when (!http.Response.HasStarted)
        {
            await ShowAsync(http, StatusCodes.Status409Conflict, e.Message, e.Remedy);
        }
        catch (TransitionException e) when (!http.Response.HasStarted)
        {
            await ShowAsync(http, StatusCodes.Status409Conflict, e.Message, "Look at it again: something else has changed it.");
        }
        catch (BadHttpRequestException e) when (!http.Response.HasStarted)
        {
            await ShowAsync(http, e.StatusCode, "The request cannot be read.", "Go back and try again.");
        }
    }

    public static async Task ShowAsync(HttpContext http, int status, string what, string remedy)
    {
        http.Response.StatusCode = status;
        if (http.Request.Path.StartsWithSegments("/api"))
            await ApiProblem.Refuse(status, what, remedy).ExecuteAsync(http);
        else if (status == StatusCodes.Status401Unauthorized && http.Features.Get<Session>() is null)
            http.Response.Redirect("/sign-in");
        else
            await (await Pages.ShowAsync<RefusalPage, Refusal>(http, new Refusal(what, remedy), status)).ExecuteAsync(http);
    }
}
