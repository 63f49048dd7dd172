using System.Net.Sockets;

namespace DicomGateway.Network.Association;

/// <summary>Tells what a broken connection throws from what else may be thrown.</summary>
internal static class AssociationFailure
{
    public static bool IsOfConnection(Exception failure) =>
        failure is IOException or SocketException or ObjectDisposedException or OperationCanceledException or InvalidOperationException;

    public static DicomAssociationException From(Exception failure) =>
        failure as DicomAssociationException ?? new AssociationClosedException("The connection broke.", failure);
}
