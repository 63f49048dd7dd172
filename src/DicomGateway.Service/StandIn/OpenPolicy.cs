using DicomGateway.Dicom.Data;
using DicomGateway.Network.Association.Negotiation;
using DicomGateway.Network.Pdu.Items;
using DicomGateway.Service.StandIn.Scripting;

namespace DicomGateway.Service.StandIn;

/// <summary>
/// Takes everybody and everything, with the roles and extended negotiation proposed, in the transfer syntax that the peer names first or, where the
/// peer is ready to store, that instances are held in: for a stand-in on loopback only.
/// </summary>
internal sealed class OpenPolicy(StandInContext context) : IAssociationPolicy
{
    private static readonly HashSet<string> StudyRoot =
    [
        DicomUID.StudyRootQueryRetrieveInformationModelFind.UID, DicomUID.StudyRootQueryRetrieveInformationModelMove.UID,
        DicomUID.StudyRootQueryRetrieveInformationModelGet.UID,
    ];

    public async ValueTask<AssociationDecision> DecideAsync(AssociationProposal proposal, CancellationToken cancellationToken)
    {
        var faults = context.Faults.Begin(StandInOperation.Associate, null, proposal.Request.CallingAeTitle);
        foreach (var pause in faults.All(Misbehaviour.Slow).Concat(faults.All(Misbehaviour.Stall)))
            await Task.Delay(pause.Rule.Time, context.Time, cancellationToken);
        if (faults.Has(Misbehaviour.Refuse))
            return AssociationDecision.RejectForNow();
        var information = proposal.Request.UserInformation;
        var stored = information.Roles.Where(role => role.IsScp).Select(role => role.SopClassUid).ToHashSet();
        return AssociationDecision.Accept(proposal, offered => Choose(offered, stored)) with
        {
            Roles = information.Roles,
            ExtendedNegotiations = context.Options.IsPatientRootOnly ? [] : information.ExtendedNegotiations,
        };
    }

    private string? Choose(PresentationContextProposal offered, HashSet<string> stored)
    {
        if (context.Options.IsPatientRootOnly && StudyRoot.Contains(offered.AbstractSyntax))
            return null;
        if (stored.Contains(offered.AbstractSyntax) && context.Index.SyntaxOf(offered.AbstractSyntax) is { } held && offered.TransferSyntaxes.Contains(held))
            return held;
        return offered.TransferSyntaxes.FirstOrDefault(syntax => IsQuery(offered.AbstractSyntax) ? IsUncompressed(syntax) : true);
    }

    /// <summary>Identifiers are small: no need to answer them deflated.</summary>
    private static bool IsUncompressed(string syntax) => DicomTransferSyntax.Lookup(syntax) is { IsEncapsulated: false, IsDeflated: false };

    private static bool IsQuery(string abstractSyntax) => abstractSyntax.StartsWith("1.2.840.10008.5.1.4.1.2.", StringComparison.Ordinal);
}
