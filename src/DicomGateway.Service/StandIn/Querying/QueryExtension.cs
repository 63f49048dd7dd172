using DicomGateway.Network.Dimse;

namespace DicomGateway.Service.StandIn.Querying;

/// <summary>SOP class extended negotiation (PS3.4 C.5.1.1): what was proposed for the class is granted, by a stand-in that grants anything.</summary>
internal readonly record struct QueryExtension(bool IsRelational, bool CombinesDateAndTime)
{
    public static QueryExtension Of(DimseRequest request, StandInOptions options)
    {
        if (options.IsPatientRootOnly)
            return default;
        var proposed = request.Association.PeerInformation.ExtendedNegotiations
            .FirstOrDefault(item => item.SopClassUid == request.PresentationContext.AbstractSyntax)?.Information ?? ReadOnlyMemory<byte>.Empty;
        return new QueryExtension(proposed.Length > 0 && proposed.Span[0] == 1, proposed.Length > 1 && proposed.Span[1] == 1);
    }
}
