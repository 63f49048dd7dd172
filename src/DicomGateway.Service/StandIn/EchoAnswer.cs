using DicomGateway.Network.Dimse;

namespace DicomGateway.Service.StandIn;

/// <summary>Answers C-ECHO.</summary>
internal sealed class EchoAnswer : IDimseHandler
{
    public ValueTask HandleAsync(DimseRequest request, CancellationToken cancellationToken) =>
        request.RespondAsync(DimseStatus.Success, cancellationToken: cancellationToken);
}
