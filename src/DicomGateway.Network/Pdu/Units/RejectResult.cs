namespace DicomGateway.Network.Pdu.Units;

/// <summary>Whether asking again may help (PS3.8 table 9-21).</summary>
public enum RejectResult : byte
{
    /// <summary>rejected-permanent.</summary>
    Permanent = 1,

    /// <summary>rejected-transient.</summary>
    Transient = 2,
}
