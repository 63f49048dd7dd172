using System.Globalization;
using DicomGateway.Network.Association;
using DicomGateway.Transfer.Records;
using DicomGateway.Transfer.Services.Admission;

namespace DicomGateway.Transfer.Services.QueryRetrieve.Retrieving;

/// <summary>What left by retrieval, to whom, and what was refused, is on record.</summary>
internal sealed class RetrievalAudit(AuditStore audit)
{
    private const string Actor = "service";

    public ValueTask SentAsync(AssociationInfo association, Retrieval retrieval, SuboperationTally tally) =>
        audit.AppendAsync(
            Actor, "retrieval.ended", retrieval.Projects is [var only] ? only : null, null,
            new Dictionary<string, string>(Peer(association))
            {
                ["destination"] = retrieval.Destination,
                ["level"] = retrieval.Identifier.Level.ToString(),
                ["status"] = tally.FinalStatus.Code.ToString("X4", CultureInfo.InvariantCulture),
                ["completed"] = tally.Completed.ToString(CultureInfo.InvariantCulture),
                ["warning"] = tally.Warning.ToString(CultureInfo.InvariantCulture),
                ["failed"] = tally.Failed.ToString(CultureInfo.InvariantCulture),
            },
            CancellationToken.None);

    public ValueTask RefusedAsync(AssociationInfo association, string destination, string cause) =>
        audit.AppendAsync(
            Actor, "retrieval.refused", null, null,
            new Dictionary<string, string>(Peer(association)) { ["destination"] = PrintableAeTitle.Of(destination), ["cause"] = cause }, CancellationToken.None);

    private static Dictionary<string, string> Peer(AssociationInfo association) => new()
    {
        ["callingAeTitle"] = PrintableAeTitle.Of(association.CallingAeTitle),
        ["calledAeTitle"] = PrintableAeTitle.Of(association.CalledAeTitle),
        ["address"] = association.Peer.RemoteEndPoint.Address.ToString(),
    };
}
