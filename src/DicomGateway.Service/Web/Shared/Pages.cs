using DicomGateway.Service.Accounts;
using DicomGateway.Service.Hosting;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DicomGateway.Service.Web.Shared;

/// <summary>Answers of the console's endpoints.</summary>
internal static class Pages
{
    public static async Task<IResult> ShowAsync<TPage, TModel>(HttpContext http, TModel model, int status = StatusCodes.Status200OK, Notice? notice = null)
        where TPage : ConsolePage<TModel>
    {
        var node = http.RequestServices.GetRequiredService<GatewayNode>();
        var held = http.Features.Get<Session>() is null ? 0 : await node.Records.Overview.CountHeldAsync(http.RequestAborted);
        var frame = PageFrame.Of(http, held);
        return new RazorComponentResult<TPage>(new Dictionary<string, object?>
        {
            [nameof(ConsolePage<TModel>.Frame)] = notice is null ? frame : frame with { Notice = notice },
            [nameof(ConsolePage<TModel>.Model)] = model,
        })
        {
            StatusCode = status,
            PreventStreamingRendering = true,
        };
    }

    /// <summary>After a form: another page, which says what the form came to.</summary>
    public static IResult Go(HttpContext http, string path, Notice? notice = null)
    {
        if (notice is not null)
            http.Features.Get<Session>()?.Notices.Put(notice);
        return Results.LocalRedirect(path);
    }
}
