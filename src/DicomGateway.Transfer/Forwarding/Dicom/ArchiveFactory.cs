using DicomGateway.Network.Association;
using DicomGateway.Network.Transport;

namespace DicomGateway.Transfer.Forwarding.Dicom;

/// <summary>Makes the client of an archive from its options.</summary>
internal static class ArchiveFactory
{
    public static ArchiveDestination Create(ArchiveOptions options, TimeProvider time)
    {
        var client = new DicomClient(
            new DicomClientOptions
            {
                Host = options.Host,
                Port = options.Port,
                CalledAeTitle = options.CalledAeTitle,
                CallingAeTitle = options.CallingAeTitle,
                Tls = options.Tls,
                ReuseTime = options.KeepOpen,
                Association = new AssociationOptions
                {
                    Timeouts = new AssociationTimeouts { Connect = options.ConnectTimeout, Response = options.ResponseTimeout },
                },
            },
            time: time);
        return new ArchiveDestination(options, client);
    }
}
