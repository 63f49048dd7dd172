using System.Net.Sockets;
using DicomGateway.Curation.Deidentification.Profiles;
using DicomGateway.Curation.Deidentification.Pseudonyms;
using DicomGateway.Transfer.Records;
using DicomGateway.Transfer.Spool;
using Microsoft.AspNetCore.Connections;

namespace DicomGateway.Service.Hosting;

/// <summary>Reasons not to start that are the operator's to mend: their text is enough, a stack trace would hide it.</summary>
internal static class StartFailure
{
    public static string? Explain(Exception exception) => exception switch
    {
        DataFolderException or RecordsException or ProjectKeyException or ProfileException or PathTooLongException => exception.Message,
        AddressInUseException => $"A port is in use: {exception.Message} Stop the other program or choose another port.",
        SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse } => "A DICOM port is in use. Stop the other program or choose another port.",
        SocketException { SocketErrorCode: SocketError.AccessDenied } => "A port may not be opened by this user. Ports below 1024 need the capability CAP_NET_BIND_SERVICE.",
        SocketException { SocketErrorCode: SocketError.AddressNotAvailable } => "An address of the configuration does not belong to this machine.",
        IOException { InnerException: { } inner } => Explain(inner),
        _ => null,
    };
}
