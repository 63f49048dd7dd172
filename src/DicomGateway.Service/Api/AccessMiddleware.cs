namespace DicomGateway.Service.Api;

/// <summary>
/// Stands before every endpoint: whether this door leads to it, who asks, and whether that is enough. Deny by default: an endpoint without
/// <see cref="Access"/> is not there.
/// </summary>
internal sealed class AccessMiddleware(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext http)
    {
        var door = DoorFeature.Of(http);
        if (http.GetEndpoint()?.Metadata.GetMetadata<Access>() is not { } access || (access.Doors & door) == 0)
        {
            await RefuseAsync(http, StatusCodes.Status404NotFound, "There is nothing here.", "See the documentation for the paths of the API.");
            return;
        }

        if (door == Door.Control)
            http.Features.Set(ApiUser.OfSocket(http));
        if (access.Role != ApiRole.None && http.Features.Get<ApiUser>() is null)
            await RefuseAsync(http, StatusCodes.Status401Unauthorized, "Nobody has signed in.", "Sign in to the console first.");
        else if (access.Role > (http.Features.Get<ApiUser>()?.Role ?? ApiRole.None))
            await RefuseAsync(http, StatusCodes.Status403Forbidden, "This account may not do that.", "Ask an administrator.");
        else
            await RunAsync(http);
    }

    /// <summary>A body that cannot be read fails before the endpoint's own filters are asked.</summary>
    private async Task RunAsync(HttpContext http)
    {
        try
        {
            await next(http);
        }
        catch (BadHttpRequestException e) when (!http.Response.HasStarted)
        {
            await RefuseAsync(http, e.StatusCode, "The request cannot be read.", "Compare its body and parameters with the documentation of the API.");
        }
    }

    /// <summary>At the console's door a refusal becomes a page there; elsewhere it is the answer.</summary>
    private static Task RefuseAsync(HttpContext http, int status, string what, string remedy)
    {
        if (DoorFeature.Of(http) != Door.Console)
            return ApiProblem.Refuse(status, what, remedy).ExecuteAsync(http);
        http.Features.Set(new ApiProblem(status, what, remedy));
        return Task.CompletedTask;
    }
}
