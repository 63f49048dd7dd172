namespace DicomGateway.Network.Pdu.Units;

/// <summary>Why the service provider aborts (PS3.8 table 9-26). A service user gives <see cref="NotSpecified"/>.</summary>
public enum AbortReason : byte
{
    /// <summary>reason-not-specified.</summary>
    NotSpecified = 0,

    /// <summary>unrecognized-PDU.</summary>
    UnrecognizedPdu = 1,

    /// <summary>unexpected-PDU.</summary>
    UnexpectedPdu = 2,

    /// <summary>unrecognized-PDU parameter.</summary>
    UnrecognizedPduParameter = 4,

    /// <summary>unexpected-PDU parameter.</summary>
    UnexpectedPduParameter = 5,

    /// <summary>invalid-PDU-parameter value.</summary>
    InvalidPduParameter = 6,
}
