using DicomGateway.Service.Accounts;
using DicomGateway.Service.Hosting;
using DicomGateway.Transfer.Records;

namespace DicomGateway.Service.Web.Shared;

/// <summary>
/// Server-sent events: tells open pages that something has changed, at most once in a second, and when their session is over. What has changed
/// they ask for themselves, so that an event carries nothing.
/// </summary>
internal static class LiveEvents
{
    private static readonly TimeSpan Least = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Most = TimeSpan.FromSeconds(10);

    public static void MapLiveEvents(this IEndpointRouteBuilder console) => console.MapGet("/events", FollowAsync);

    private static async Task FollowAsync(HttpContext http, GatewayNode node, SessionKeeper sessions, TimeProvider time, IHostApplicationLifetime lifetime)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, lifetime.ApplicationStopping);
        http.Response.ContentType = "text/event-stream";
        try
        {
            await WriteAsync("changed");
            while (ConsoleCookie.Read(http) is { } secret && sessions.Find(secret, prolongs: false) is not null)
            {
                await Task.WhenAny(node.Records.NextChange(RecordsChange.State), node.Records.NextChange(RecordsChange.Arrival), Task.Delay(Most, time, end.Token));
                await Task.Delay(Least, time, end.Token);
                await WriteAsync("changed");
            }

            await WriteAsync("over");
        }
        catch (OperationCanceledException)
        {
            // The page was left, or the node stops.
        }

        async Task WriteAsync(string name)
        {
            await http.Response.WriteAsync($"event: {name}\ndata: -\n\n", end.Token);
            await http.Response.Body.FlushAsync(end.Token);
        }
    }
}
