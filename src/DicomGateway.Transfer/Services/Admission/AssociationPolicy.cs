using System.Net;
using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Dictionary;
using DicomGateway.Network.Association.Negotiation;
using DicomGateway.Network.Pdu.Items;
using DicomGateway.Network.Pdu.Units;
using DicomGateway.Transfer.Services.Storage;

namespace DicomGateway.Transfer.Services.Admission;

/// <summary>
/// Lets in who is on the list, for Verification, for every storage class and, where that is granted, for Query/Retrieve; archives for their reports on
/// storage commitment; and writes down whom it turned away.
/// </summary>
internal sealed class AssociationPolicy(
    PeerDirectory peers, CommitmentCallers archives, AdmissionOptions options, ReceivingOptions receiving, AssociationCounter associations, RefusalAudit audit)
    : IAssociationPolicy
{
    public async ValueTask<AssociationDecision> DecideAsync(AssociationProposal proposal, CancellationToken cancellationToken)
    {
        var address = proposal.Peer.RemoteEndPoint.Address;
        var refusal = FindRefusal(proposal, address);
        var isReport = refusal is not (RefusalCause.TooManyAssociations or RefusalCause.TooManyFromAddress)
            && await archives.IsReportAsync(proposal, cancellationToken).ConfigureAwait(false);
        if (isReport && refusal is not null)
            return AssociationDecision.Accept(proposal, ChooseForReport) with { Roles = CommitmentCallers.Roles };
        if (refusal is { } cause)
        {
            // Only who would be refused anyway is put off: a good peer may share the address with a bad one.
            if (audit.IsPutOff(address))
                return AssociationDecision.RejectForNow();
            await audit.WriteAsync(cause, proposal.Request, address, cancellationToken).ConfigureAwait(false);
            return Answer(cause);
        }

        var offer = new QueryRetrieveOffer(proposal, peers.FindGrant(proposal));
        return AssociationDecision.Accept(proposal, context => Choose(context, offer) ?? (isReport ? ChooseForReport(context) : null)) with
        {
            Window = receiving.Window,
            Roles = [.. isReport ? CommitmentCallers.Roles : [], .. offer.Roles],
            ExtendedNegotiations = offer.ExtendedNegotiations,
        };
    }

    private RefusalCause? FindRefusal(AssociationProposal proposal, IPAddress address)
    {
        var access = peers.Access;
        var called = proposal.Request.CalledAeTitle.Trim();
        if (!access.IsOwn(called))
            return RefusalCause.UnknownCalledAeTitle;
        if (access.FindRefusal(proposal.Request.CallingAeTitle.Trim(), called, address, proposal.Peer.Certificate) is { } refusal)
            return refusal;
        if (associations.Total >= options.Associations)
            return RefusalCause.TooManyAssociations;
        return associations.From(address) >= options.AssociationsPerAddress ? RefusalCause.TooManyFromAddress : null;
    }

    /// <summary>A peer that is not known by name, address or certificate gets the one answer, so that it learns nothing of the list.</summary>
    private static RejectedAssociation Answer(RefusalCause cause) => cause switch
    {
        RefusalCause.UnknownCalledAeTitle or RefusalCause.CalledAeTitleNotAllowed => AssociationDecision.Reject(AssociateReject.CalledAeTitleNotRecognized),
        RefusalCause.UnknownCallingAeTitle or RefusalCause.AddressNotAllowed or RefusalCause.CertificateNotAllowed =>
            AssociationDecision.Reject(AssociateReject.CallingAeTitleNotRecognized),
        _ => AssociationDecision.RejectForNow(),
    };

    private static string? ChooseForReport(PresentationContextProposal context) =>
        context.AbstractSyntax == CommitmentCallers.CommitmentClass || context.AbstractSyntax == DicomUID.Verification.UID
            ? TransferSyntaxChoice.Choose(context.TransferSyntaxes)
            : null;

    private string? Choose(PresentationContextProposal context, QueryRetrieveOffer offer)
    {
        if (offer.IsToSend(context.AbstractSyntax))
            return TransferSyntaxChoice.ChooseToSend(context.TransferSyntaxes);
        var isOurs = context.AbstractSyntax == DicomUID.Verification.UID || offer.Has(context.AbstractSyntax) || IsStorage(context.AbstractSyntax)
            || (options.PromisesStorage && context.AbstractSyntax == CommitmentCallers.CommitmentClass);
        return isOurs ? TransferSyntaxChoice.Choose(context.TransferSyntaxes) : null;
    }

    private bool IsStorage(string abstractSyntax)
    {
        var uid = new DicomUID(abstractSyntax);
        if (DicomUIDDictionary.Find(uid) is { } known)
            return known.IsStorage;
        return receiving.UnknownSopClasses && uid.IsValid;
    }
}
