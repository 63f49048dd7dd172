using DicomGateway.Network;
using DicomGateway.Network.Association;
using DicomGateway.Network.Transport;
using Microsoft.Extensions.Logging;

namespace DicomGateway.Transfer.Services.Admission;

/// <summary>Keeps count of associations and writes the log of their coming and going.</summary>
internal sealed partial class AssociationWatch(
    AssociationCounter counter, LimitTally limits, TransferMetrics metrics, ILogger<AssociationWatch> log) : IAssociationObserver
{
    public void Established(AssociationInfo association)
    {
        counter.Begin(association.Peer.RemoteEndPoint.Address, association.CalledAeTitle.Trim());
        metrics.Associations(counter.Total);
        LogEstablished(association.Id, association.CallingAeTitle, association.Peer.RemoteEndPoint.Address.ToString(), association.CalledAeTitle, association.PresentationContexts.Count);
    }

    public void Ended(AssociationInfo association, DicomAssociationException? failure)
    {
        counter.End(association.Peer.RemoteEndPoint.Address);
        metrics.Associations(counter.Total);
        if (failure is null)
            LogReleased(association.Id);
        else
            LogBroken(association.Id, failure.GetType().Name, failure.Message);
    }

    public void LimitReached(PeerIdentity peer, ServerLimit limit) => limits.Count(
        limit switch
        {
            ServerLimit.Connections => RefusalCause.TooManyConnections,
            ServerLimit.ConnectionsPerPeer => RefusalCause.TooManyConnectionsFromAddress,
            _ => RefusalCause.TooManyFromAddress,
        },
        peer.RemoteEndPoint.Address.ToString());

    public void Failed(PeerIdentity peer, DicomAssociationException failure) => LogNoAssociation(peer.RemoteEndPoint.Address.ToString(), failure.GetType().Name, failure.Message);

    public void HandlerFailed(AssociationInfo association, Exception failure) => LogHandlerFailed(association.Id, failure.GetType().Name);

    public void AcceptFailed(Exception failure) => LogAcceptFailed(failure.GetType().Name);

    [LoggerMessage(LogLevel.Information, "Association {Association} established: {CallingAeTitle} at {Address} called {CalledAeTitle}, {Contexts} context(s)")]
    private partial void LogEstablished(string association, string callingAeTitle, string address, string calledAeTitle, int contexts);

    [LoggerMessage(LogLevel.Information, "Association {Association} released")]
    private partial void LogReleased(string association);

    [LoggerMessage(LogLevel.Warning, "Association {Association} ended: {Kind}: {Text}")]
    private partial void LogBroken(string association, string kind, string text);

    [LoggerMessage(LogLevel.Information, "Connection from {Address} came to no association: {Kind}: {Text}")]
    private partial void LogNoAssociation(string address, string kind, string text);

    [LoggerMessage(LogLevel.Error, "Association {Association}: an operation failed with {Kind}")]
    private partial void LogHandlerFailed(string association, string kind);

    [LoggerMessage(LogLevel.Error, "The listener could not take a connection ({Kind}) and tries again")]
    private partial void LogAcceptFailed(string kind);
}
