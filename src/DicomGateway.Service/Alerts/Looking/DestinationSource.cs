using DicomGateway.Service.Hosting;
using DicomGateway.Transfer.Records.Alerts;

namespace DicomGateway.Service.Alerts.Looking;

/// <summary>Destinations that take nothing or promise nothing. One that was down before a restart stays so until it has answered.</summary>
internal sealed class DestinationSource(GatewayNode node) : IAlertSource
{
    public AlertKind Kind => AlertKind.Destination;

    public async ValueTask<AlertLook> LookAsync(CancellationToken cancellationToken)
    {
        var destinations = node.Transfer.DestinationHealth;
        var waiting = (await node.Records.Deliveries.CountAsync(cancellationToken)).Where(line => line.Pending + line.Leased > 0).Select(line => line.Destination).ToHashSet();
        var down = destinations.Where(destination => destination.Problem is not null)
            .Select(destination => new AlertSighting { Subject = destination.Name, Text = destination.Problem! });
        var proofs = node.Transfer.ProofProblems.Select(problem => new AlertSighting { Subject = "proof: " + problem, Text = problem });
        var unsure = destinations.Where(destination => destination is { Problem: null, HasAnswered: false } && waiting.Contains(destination.Name));
        return new AlertLook([.. down, .. proofs], [.. unsure.Select(destination => destination.Name)]);
    }
}
