namespace DicomGateway.Network.Pdu.Units;

/// <summary>A-ASSOCIATE-RJ (PS3.8 9.3.4).</summary>
/// <param name="Result">Permanent or transient.</param>
/// <param name="Source">Who rejects.</param>
/// <param name="Reason">The diagnostic; its meaning depends on <paramref name="Source"/>, see the constants below.</param>
public sealed record AssociateReject(RejectResult Result, RejectSource Source, byte Reason) : ProtocolDataUnit
{
    /// <summary>Service user or ACSE: no-reason-given.</summary>
    public const byte NoReasonGiven = 1;

    /// <summary>Service user: application-context-name-not-supported.</summary>
    public const byte ApplicationContextNotSupported = 2;

    /// <summary>Service user: calling-AE-title-not-recognized.</summary>
    public const byte CallingAeTitleNotRecognized = 3;

    /// <summary>Service user: called-AE-title-not-recognized.</summary>
    public const byte CalledAeTitleNotRecognized = 7;

    /// <summary>ACSE: protocol-version-not-supported.</summary>
    public const byte ProtocolVersionNotSupported = 2;

    /// <summary>Presentation: temporary-congestion.</summary>
    public const byte TemporaryCongestion = 1;

    /// <summary>Presentation: local-limit-exceeded.</summary>
    public const byte LocalLimitExceeded = 2;

    /// <inheritdoc/>
    public override PduType Type => PduType.AssociateReject;

    /// <summary>The diagnostic in the standard's words (PS3.8 table 9-21).</summary>
    public string Meaning => (Source, Reason) switch
    {
        (RejectSource.ServiceUser, 1) => "no reason given",
        (RejectSource.ServiceUser, 2) => "application context name not supported",
        (RejectSource.ServiceUser, 3) => "calling AE title not recognized",
        (RejectSource.ServiceUser, 7) => "called AE title not recognized",
        (RejectSource.ServiceProviderAcse, 1) => "no reason given by the service provider",
        (RejectSource.ServiceProviderAcse, 2) => "protocol version not supported",
        (RejectSource.ServiceProviderPresentation, 1) => "temporary congestion",
        (RejectSource.ServiceProviderPresentation, 2) => "local limit exceeded",
        _ => $"source {(byte)Source}, reason {Reason}",
    };
}
