using System.ComponentModel;
using DicomGateway.Service.Configuration.Checks;

namespace DicomGateway.Service.Configuration.Sections;

internal sealed record DestinationOptions
{
    [Description("Name that projects refer to.")]
    [Identifier]
    public required string Name { get; init; }

    [Description("Host name or address of the archive.")]
    public required string Host { get; init; }

    [Description("DICOM port of the archive.")]
    [Between(1, 65535)]
    public required int Port { get; init; }

    [Description("AE title of the archive (called AE title).")]
    [AeTitle]
    public required string CalledAeTitle { get; init; }

    [Description("AE title that the node introduces itself with.")]
    [AeTitle]
    public string CallingAeTitle { get; init; } = "DICOMGATEWAY";

    [Description("Transfer syntax of uncompressed instances: AsReceived, ExplicitLittleEndian or ImplicitLittleEndian.")]
    public DestinationEncoding Encoding { get; init; } = DestinationEncoding.AsReceived;

    [Description("Associations that may be open to the archive at a time.")]
    [Between(1, 32)]
    public int Associations { get; init; } = 2;

    [Description("How long an answer may take.")]
    [Lasts("1s", "1h")]
    public TimeSpan ResponseTimeout { get; init; } = TimeSpan.FromMinutes(2);

    [Description("How the archive shows that it keeps what it took: WhereOffered (storage commitment if it offers that), Commitment (a study waits until it does) or None.")]
    public DestinationProof Proof { get; init; } = DestinationProof.WhereOffered;

    [Description("How long the answer to a request for storage commitment may take; then it is asked again.")]
    [Lasts("1m", "7d")]
    public TimeSpan CommitmentWithin { get; init; } = TimeSpan.FromHours(1);

    [Description("TLS to the archive; without it the connection is not encrypted.")]
    public TlsClientOptions? Tls { get; init; }
}
