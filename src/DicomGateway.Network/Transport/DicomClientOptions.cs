using DicomGateway.Network.Association;
using DicomGateway.Network.Pdu.Items;

namespace DicomGateway.Network.Transport;

/// <summary>Which peer a <see cref="DicomClient"/> talks to, and how.</summary>
public sealed record DicomClientOptions
{
    /// <summary>Host name or address.</summary>
    public required string Host { get; init; }

    /// <summary>Port.</summary>
    public required int Port { get; init; }

    /// <summary>The peer's AE title, up to 16 characters.</summary>
    public required string CalledAeTitle { get; init; }

    /// <summary>Our AE title, up to 16 characters.</summary>
    public required string CallingAeTitle { get; init; }

    /// <summary>TLS; null for plain DICOM.</summary>
    public TlsOptions? Tls { get; init; }

    /// <summary>Limits, timeouts and our name. <see cref="AssociationLimits.Window"/> is the window that is asked for; 1 asks for none.</summary>
    public AssociationOptions Association { get; init; } = new();

    /// <summary>SCP/SCU roles to propose, as C-GET and storage commitment need.</summary>
    public IReadOnlyList<RoleSelection> Roles { get; init; } = [];

    /// <summary>SOP class extended negotiation to propose.</summary>
    public IReadOnlyList<ExtendedNegotiation> ExtendedNegotiations { get; init; } = [];

    /// <summary>Who we are to the peer; a passcode travels over TLS only.</summary>
    public UserIdentity? UserIdentity { get; init; }

    /// <summary>How long an association that was returned is kept for the next user.</summary>
    public TimeSpan ReuseTime { get; init; } = TimeSpan.FromSeconds(5);
}
