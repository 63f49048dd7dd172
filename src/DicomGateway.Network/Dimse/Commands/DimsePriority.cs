namespace DicomGateway.Network.Dimse.Commands;

/// <summary>Priority (0000,0700).</summary>
public enum DimsePriority : ushort
{
    /// <summary>MEDIUM.</summary>
    Medium = 0,

    /// <summary>HIGH.</summary>
    High = 1,

    /// <summary>LOW.</summary>
    Low = 2,
}
