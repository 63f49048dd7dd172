using DicomGateway.Network.Dimse;

namespace DicomGateway.Transfer.Services.Verification;

/// <summary>Verification SCP (PS3.4 annex A): answers C-ECHO.</summary>
internal sealed class VerificationProvider : IDimseHandler
{
    public ValueTask HandleAsync(DimseRequest request, CancellationToken cancellationToken) =>
        request.RespondAsync(DimseStatus.Success, cancellationToken: cancellationToken);
}
