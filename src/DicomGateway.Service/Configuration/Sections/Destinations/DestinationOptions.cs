using System.ComponentModel;
using DicomGateway.Service.Configuration.Checks;

namespace DicomGateway.Service.Configuration.Sections.Destinations;

internal sealed record DestinationOptions
{
    [Description("Name that projects refer to.")]
    [Identifier]
    public required string Name { get; init; }

    [Description("What it is: Dicom (an archive, by C-STORE), Stow (a DICOMweb server, by STOW-RS) or Folder (files in a tree with a manifest).")]
    public DestinationType Type { get; init; } = DestinationType.Dicom;

    [Description("Dicom: host name or address of the archive.")]
    public string? Host { get; init; }

    [Description("Dicom: port of the archive.")]
    [Between(1, 65535)]
    public int? Port { get; init; }

    [Description("Dicom: AE title of the archive (called AE title).")]
    [AeTitle]
    public string? CalledAeTitle { get; init; }

    [Description("Dicom: AE title that the node introduces itself with.")]
    [AeTitle]
    public string CallingAeTitle { get; init; } = "DICOMGATEWAY";

    [Description("Dicom: transfer syntax of uncompressed instances: AsReceived, ExplicitLittleEndian, ImplicitLittleEndian or DeflatedLittleEndian (for thin lines; it takes processor time).")]
    public DestinationEncoding Encoding { get; init; } = DestinationEncoding.AsReceived;

    [Description("Dicom: associations that may be open to the archive at a time; Stow: requests.")]
    [Between(1, 32)]
    public int Associations { get; init; } = 2;

    [Description("How long an answer may take.")]
    [Lasts("1s", "1h")]
    public TimeSpan ResponseTimeout { get; init; } = TimeSpan.FromMinutes(2);

    [Description("How it shows that it keeps what it took: WhereOffered (storage commitment if it offers that), Commitment (a study waits until it does), Query (it is asked which instances it has, by C-FIND or QIDO-RS) or None. Without it, WhereOffered for Dicom and None for the others.")]
    public DestinationProof? Proof { get; init; }

    [Description("Dicom: how long the answer to a request for storage commitment may take; then it is asked again.")]
    [Lasts("1m", "7d")]
    public TimeSpan CommitmentWithin { get; init; } = TimeSpan.FromHours(1);

    [Description("Dicom: TLS to the archive; without it the connection is not encrypted. Stow: authorities and client certificate for https.")]
    public TlsClientOptions? Tls { get; init; }

    [Description("Stow: base URL of the DICOMweb services, such as https://pacs.example.org/dicom-web; /studies is appended.")]
    public string? Url { get; init; }

    [Description("Stow: file that holds a bearer token and nothing else; read again at each request. It is never logged.")]
    [ExistingFile]
    public string? TokenFile { get; init; }

    [Description("Stow: name of the environment variable that holds a bearer token.")]
    public string? TokenVariable { get; init; }

    [Description("Stow: megabytes of instances that go into one request; a larger instance has one of its own.")]
    [Between(1, 10240)]
    public int RequestMegabytes { get; init; } = 64;

    [Description("Folder: the folder to write to. It must exist: one that is missing may be a share that is not mounted.")]
    public string? Folder { get; init; }
}
