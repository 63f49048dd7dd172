namespace DicomGateway.Network.Association.StateMachine;

/// <summary>The 19 events of PS3.8 table 9-10, under their numbers.</summary>
public enum AssociationEvent
{
    /// <summary>Evt1: the local user asks for an association.</summary>
    AssociateRequested = 1,

    /// <summary>Evt2: the transport connection that we opened is there.</summary>
    TransportConnected,

    /// <summary>Evt3: A-ASSOCIATE-AC received.</summary>
    AssociateAcceptReceived,

    /// <summary>Evt4: A-ASSOCIATE-RJ received.</summary>
    AssociateRejectReceived,

    /// <summary>Evt5: a peer opened a transport connection.</summary>
    TransportIndicated,

    /// <summary>Evt6: A-ASSOCIATE-RQ received.</summary>
    AssociateRequestReceived,

    /// <summary>Evt7: the local user accepts.</summary>
    AcceptDecided,

    /// <summary>Evt8: the local user rejects.</summary>
    RejectDecided,

    /// <summary>Evt9: the local user sends data.</summary>
    DataRequested,

    /// <summary>Evt10: P-DATA-TF received.</summary>
    DataReceived,

    /// <summary>Evt11: the local user asks for release.</summary>
    ReleaseRequested,

    /// <summary>Evt12: A-RELEASE-RQ received.</summary>
    ReleaseRequestReceived,

    /// <summary>Evt13: A-RELEASE-RP received.</summary>
    ReleaseResponseReceived,

    /// <summary>Evt14: the local user agrees to release.</summary>
    ReleaseAgreed,

    /// <summary>Evt15: the local user aborts.</summary>
    AbortRequested,

    /// <summary>Evt16: A-ABORT received.</summary>
    AbortReceived,

    /// <summary>Evt17: the transport connection is closed.</summary>
    TransportClosed,

    /// <summary>Evt18: ARTIM expired.</summary>
    ArtimExpired,

    /// <summary>Evt19: an unrecognized or invalid PDU received.</summary>
    InvalidPduReceived,
}
