using DicomGateway.Service.Hosting;
using DicomGateway.Transfer.Records.Alerts;

namespace DicomGateway.Service.Alerts.Looking;

/// <summary>PACS that jobs cannot get at. The cause may change from try to try; it stays one thing that is wrong.</summary>
internal sealed class PacsSource(GatewayNode node) : IAlertSource
{
    public AlertKind Kind => AlertKind.Pacs;

    public ValueTask<AlertLook> LookAsync(CancellationToken cancellationToken) => ValueTask.FromResult(AlertLook.Of(node.Transfer.PacsProblems.Select(problem =>
        new AlertSighting { Subject = problem.Split(": ", 2)[0], Text = problem })));
}
