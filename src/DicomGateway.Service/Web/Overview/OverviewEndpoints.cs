using DicomGateway.Service.Configuration;
using DicomGateway.Service.Health;
using DicomGateway.Service.Hosting;
using DicomGateway.Service.Web.Shared;
using DicomGateway.Transfer.Records.States;
using DicomGateway.Transfer.Records.Studies;

namespace DicomGateway.Service.Web.Overview;

/// <summary>The first page.</summary>
internal static class OverviewEndpoints
{
    public static void MapOverviewPage(this IEndpointRouteBuilder console) => console.MapGet("/", ShowAsync);

    private static async Task<IResult> ShowAsync(HttpContext http, GatewayNode node, LoadedConfiguration configuration, MetricsCollector metrics, TimeProvider time)
    {
        var (records, cancellationToken) = (node.Records, http.RequestAborted);
        var problems = node.Problems();
        var queues = (await records.Deliveries.CountAsync(cancellationToken)).ToDictionary(queue => queue.Destination, StringComparer.Ordinal);
        var names = configuration.Values.Destinations.Select(destination => destination.Name);
        return await Pages.ShowAsync<OverviewPage, OverviewModel>(http, new OverviewModel
        {
            Now = time.GetUtcNow(),
            Problems = problems,
            IsCatchingUp = node.IsCatchingUp,
            Counts = await records.Overview.CountAsync(cancellationToken),
            Ledger = await records.Ledger.CountAsync(cancellationToken),
            Arriving = await records.Studies.ListAsync(new StudyFilter { State = StudyState.Receiving, Limit = 8 }, cancellationToken),
            Destinations = [.. names.Select(name => new DestinationLine(name, queues.GetValueOrDefault(name), ProblemOf(problems, name)))],
            Pacs = [.. node.Pacs.List().Select(pacs => PacsWindows.Describe(pacs, time.GetLocalNow()))],
            Disk = node.Storage.Spool.Health,
            Associations = (long)metrics.Sum("dicomgateway_associations"),
        });
    }

    private static string? ProblemOf(IReadOnlyList<string> problems, string name) =>
        problems.FirstOrDefault(problem => problem.Contains(name, StringComparison.Ordinal));
}
