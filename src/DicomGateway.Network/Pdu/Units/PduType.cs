namespace DicomGateway.Network.Pdu.Units;

/// <summary>The seven protocol data units of PS3.8 9.3, by their type byte.</summary>
public enum PduType : byte
{
    /// <summary>A-ASSOCIATE-RQ.</summary>
    AssociateRequest = 1,

    /// <summary>A-ASSOCIATE-AC.</summary>
    AssociateAccept = 2,

    /// <summary>A-ASSOCIATE-RJ.</summary>
    AssociateReject = 3,

    /// <summary>P-DATA-TF.</summary>
    DataTransfer = 4,

    /// <summary>A-RELEASE-RQ.</summary>
    ReleaseRequest = 5,

    /// <summary>A-RELEASE-RP.</summary>
    ReleaseResponse = 6,

    /// <summary>A-ABORT.</summary>
    Abort = 7,
}
