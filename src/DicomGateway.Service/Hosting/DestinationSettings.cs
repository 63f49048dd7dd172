using DicomGateway.Dicom.Data;
using DicomGateway.Network.Association;
using DicomGateway.Network.Transport;
using DicomGateway.Service.Admission;
using DicomGateway.Service.Configuration;
using DicomGateway.Service.Configuration.Sections;
using DicomGateway.Service.Configuration.Sections.Destinations;
using DicomGateway.Service.Tls;
using DicomGateway.Transfer.Forwarding.Dicom;
using DicomGateway.Transfer.Forwarding.Folder;
using DicomGateway.Transfer.Forwarding.Stow;
using DicomGateway.Transfer.Records.Commitments;
using DicomGateway.Transfer.Services.StorageCommitment;

namespace DicomGateway.Service.Hosting;

/// <summary>Destinations of the configuration, as Transfer wants them; what each type needs has been checked.</summary>
internal static class DestinationSettings
{
    public static IEnumerable<DestinationOptions> Of(GatewayConfiguration configuration, DestinationType type) =>
        configuration.Destinations.Where(destination => destination.Type == type);

    public static ArchiveOptions Archive(DestinationOptions destination, LoadedConfiguration configuration) => new()
    {
        Name = destination.Name,
        Client = new DicomClientOptions
        {
            Host = destination.Host!,
            Port = destination.Port!.Value,
            CalledAeTitle = destination.CalledAeTitle!,
            CallingAeTitle = destination.CallingAeTitle,
            Association = new AssociationOptions { Timeouts = new AssociationTimeouts { Response = destination.ResponseTimeout } },
            Tls = Tls(destination, configuration),
        },
        Proof = Proof(destination.Proof ?? DestinationProof.WhereOffered),
        CommitmentWithin = destination.CommitmentWithin,
        PreferredTransferSyntax = destination.Encoding switch
        {
            DestinationEncoding.ExplicitLittleEndian => DicomTransferSyntax.ExplicitVRLittleEndian.UID.UID,
            DestinationEncoding.ImplicitLittleEndian => DicomTransferSyntax.ImplicitVRLittleEndian.UID.UID,
            DestinationEncoding.DeflatedLittleEndian => DicomTransferSyntax.DeflatedExplicitVRLittleEndian.UID.UID,
            _ => null,
        },
        Associations = destination.Associations,
    };

    public static StowOptions Stow(DestinationOptions destination, LoadedConfiguration configuration) => new()
    {
        Name = destination.Name,
        BaseUrl = new Uri(destination.Url!),
        Token = Token(destination, configuration),
        Tls = Tls(destination, configuration),
        Requests = destination.Associations,
        RequestBytes = destination.RequestMegabytes * 1048576L,
        ResponseTimeout = destination.ResponseTimeout,
        Proof = Proof(destination.Proof ?? DestinationProof.None),
    };

    public static FolderOptions Folder(DestinationOptions destination, LoadedConfiguration configuration) =>
        new() { Name = destination.Name, Path = configuration.Resolve(destination.Folder!) };

    public static PromiseOptions Promises(LoadedConfiguration configuration) => new()
    {
        Keeps = configuration.Values.Commitment.Keeps,
        Requesters = !configuration.Values.Commitment.Enabled ? [] :
        [
            .. configuration.Values.Commitment.Requesters.Select(requester =>
                AdmissionSettings.Client(requester, requester.AeTitle, "DICOMGATEWAY", configuration.Resolve)),
        ],
    };

    private static TlsOptions? Tls(DestinationOptions destination, LoadedConfiguration configuration) =>
        destination.Tls is { } tls ? TlsSettings.Client(tls, configuration.Resolve) : null;

    private static Func<string?> Token(DestinationOptions destination, LoadedConfiguration configuration)
    {
        if (destination.TokenFile is { } file)
            return () => File.ReadAllText(configuration.Resolve(file)).Trim();
        if (destination.TokenVariable is { } variable)
            return () => Environment.GetEnvironmentVariable(variable)?.Trim();
        return static () => null;
    }

    private static ProofKind Proof(DestinationProof proof) => proof switch
    {
        DestinationProof.WhereOffered => ProofKind.WhereOffered,
        DestinationProof.Commitment => ProofKind.Commitment,
        DestinationProof.Query => ProofKind.Query,
        _ => ProofKind.None,
    };
}
