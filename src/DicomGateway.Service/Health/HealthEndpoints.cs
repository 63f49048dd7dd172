using DicomGateway.Service.Alerts;
using DicomGateway.Service.Api;
using DicomGateway.Service.Hosting;

namespace DicomGateway.Service.Health;

/// <summary>/health/live, /health/ready and /metrics.</summary>
internal static class HealthEndpoints
{
    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        var health = app.MapGroup("").WithMetadata(new Access(Door.Health | Door.Control, ApiRole.None));
        health.MapGet("health/live", () => Results.Text("live\n"));
        health.MapGet("health/ready", (GatewayNode node, AlertRoom alerts) =>
        {
            var problems = node.Problems();
            return Results.Json(new HealthReport(problems.Count == 0, problems, node.IsCatchingUp, alerts.Problems), statusCode: problems.Count == 0 ? 200 : 503);
        });
        health.MapGet("metrics", (MetricsCollector metrics) => Results.Text(metrics.Export(), PrometheusText.ContentType));
    }
}
