namespace DicomGateway.Network.Pdu.Items;

/// <summary>The user information item of an A-ASSOCIATE-RQ or -AC (PS3.8 D.1, PS3.7 D.3.3). A sub-item that was absent is null or empty.</summary>
public sealed record UserInformation
{
    /// <summary>The largest P-DATA-TF the sender takes, in bytes after the PDU header; 0 means no limit, null that the sub-item was absent.</summary>
    public uint? MaximumLength { get; init; }

    /// <summary>Implementation class UID.</summary>
    public string? ImplementationClassUid { get; init; }

    /// <summary>Implementation version name, up to 16 characters.</summary>
    public string? ImplementationVersionName { get; init; }

    /// <summary>Asynchronous operations window; absent means 1 and 1.</summary>
    public AsynchronousOperationsWindow? AsynchronousOperations { get; init; }

    /// <summary>SCP/SCU role selections.</summary>
    public IReadOnlyList<RoleSelection> Roles { get; init; } = [];

    /// <summary>SOP class extended negotiation.</summary>
    public IReadOnlyList<ExtendedNegotiation> ExtendedNegotiations { get; init; } = [];

    /// <summary>SOP class common extended negotiation (requests only).</summary>
    public IReadOnlyList<CommonExtendedNegotiation> CommonExtendedNegotiations { get; init; } = [];

    /// <summary>User identity (requests only).</summary>
    public UserIdentity? UserIdentity { get; init; }

    /// <summary>Server response of the user identity negotiation (accepts only).</summary>
    public ReadOnlyMemory<byte>? UserIdentityResponse { get; init; }
}
