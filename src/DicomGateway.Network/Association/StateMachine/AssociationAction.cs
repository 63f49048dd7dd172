namespace DicomGateway.Network.Association.StateMachine;

/// <summary>The 28 actions of PS3.8 tables 9-6 to 9-9, and one of our own for cells that the standard leaves blank.</summary>
public enum AssociationAction
{
    /// <summary>Ours: nothing happens. A local request that comes too early or too late is refused to the caller.</summary>
    Ignore,

    /// <summary>Open the transport connection.</summary>
    AE1,

    /// <summary>Send A-ASSOCIATE-RQ.</summary>
    AE2,

    /// <summary>Confirm the accepted association to the local user.</summary>
    AE3,

    /// <summary>Confirm the rejection to the local user and close.</summary>
    AE4,

    /// <summary>Take the transport connection and start ARTIM.</summary>
    AE5,

    /// <summary>Stop ARTIM; indicate the association, or send A-ASSOCIATE-RJ and start ARTIM.</summary>
    AE6,

    /// <summary>Send A-ASSOCIATE-AC.</summary>
    AE7,

    /// <summary>Send A-ASSOCIATE-RJ and start ARTIM.</summary>
    AE8,

    /// <summary>Send P-DATA-TF.</summary>
    DT1,

    /// <summary>Indicate data.</summary>
    DT2,

    /// <summary>Send A-RELEASE-RQ.</summary>
    AR1,

    /// <summary>Indicate release.</summary>
    AR2,

    /// <summary>Confirm release and close.</summary>
    AR3,

    /// <summary>Send A-RELEASE-RP and start ARTIM.</summary>
    AR4,

    /// <summary>Stop ARTIM.</summary>
    AR5,

    /// <summary>Indicate data that comes after our release request.</summary>
    AR6,

    /// <summary>Send P-DATA-TF after the peer's release request.</summary>
    AR7,

    /// <summary>Indicate release: collision.</summary>
    AR8,

    /// <summary>Send A-RELEASE-RP (collision, requestor).</summary>
    AR9,

    /// <summary>Confirm release (collision, acceptor).</summary>
    AR10,

    /// <summary>Send A-ABORT as service user and start ARTIM.</summary>
    AA1,

    /// <summary>Stop ARTIM and close.</summary>
    AA2,

    /// <summary>Indicate the peer's abort and close.</summary>
    AA3,

    /// <summary>Indicate that the transport connection broke.</summary>
    AA4,

    /// <summary>Stop ARTIM.</summary>
    AA5,

    /// <summary>Ignore the PDU.</summary>
    AA6,

    /// <summary>Send A-ABORT.</summary>
    AA7,

    /// <summary>Send A-ABORT as service provider, indicate it, and start ARTIM.</summary>
    AA8,
}
