using DicomGateway.Dicom.Data;
using DicomGateway.Network.Association.Negotiation;
using DicomGateway.Network.Pdu.Items;

namespace DicomGateway.Transfer.Services.Admission;

/// <summary>What of Query/Retrieve a peer gets on an association: nothing without a grant.</summary>
internal sealed class QueryRetrieveOffer
{
    /// <summary>Bytes of the application information that are answered, PS3.4 C.5.1.1: of a query relational and date-time matching, of a retrieval the first.</summary>
    private const int QueryBytes = 2;

    private static readonly string[] Queries =
    [
        DicomUID.PatientRootQueryRetrieveInformationModelFind.UID, DicomUID.StudyRootQueryRetrieveInformationModelFind.UID,
    ];

    private static readonly string[] Gets =
    [
        DicomUID.PatientRootQueryRetrieveInformationModelGet.UID, DicomUID.StudyRootQueryRetrieveInformationModelGet.UID,
    ];

    private static readonly string[] Retrievals =
    [
        DicomUID.PatientRootQueryRetrieveInformationModelMove.UID, DicomUID.StudyRootQueryRetrieveInformationModelMove.UID, .. Gets,
    ];

    private readonly HashSet<string> _classes;

    public QueryRetrieveOffer(AssociationProposal proposal, PeerGrant grant)
    {
        _classes = grant.Projects.Count == 0 ? [] : [.. Queries, .. Retrievals];
        var asked = proposal.Request;
        var canGet = asked.PresentationContexts.Any(context => _classes.Contains(context.AbstractSyntax) && Gets.Contains(context.AbstractSyntax));
        Roles = canGet ? [.. asked.UserInformation.Roles.Where(role => role.IsScp)] : [];
        ExtendedNegotiations = [.. asked.UserInformation.ExtendedNegotiations.Where(item => Has(item.SopClassUid)).Select(Answer)];
    }

    /// <summary>Classes whose instances the peer takes on this association when it asks for them by C-GET.</summary>
    public IReadOnlyList<RoleSelection> Roles { get; }

    public IReadOnlyList<ExtendedNegotiation> ExtendedNegotiations { get; }

    public bool Has(string sopClassUid) => _classes.Contains(sopClassUid);

    /// <summary>The peer is to receive instances of the class, and not to send them.</summary>
    public bool IsToSend(string sopClassUid) => Roles.Any(role => role.SopClassUid == sopClassUid && !role.IsScu);

    /// <summary>What is asked for and supported; the answer has no more bytes than the question.</summary>
    private static ExtendedNegotiation Answer(ExtendedNegotiation item)
    {
        var answer = new byte[item.Information.Length];
        var supported = Queries.Contains(item.SopClassUid) ? QueryBytes : 1;
        for (var i = 0; i < Math.Min(supported, answer.Length); i++)
            answer[i] = item.Information.Span[i] == 1 ? (byte)1 : (byte)0;
        return new ExtendedNegotiation(item.SopClassUid, answer);
    }
}
