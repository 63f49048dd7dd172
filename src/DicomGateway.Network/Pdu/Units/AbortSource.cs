namespace DicomGateway.Network.Pdu.Units;

/// <summary>Who aborts (PS3.8 table 9-26).</summary>
public enum AbortSource : byte
{
    /// <summary>The service user: the application.</summary>
    ServiceUser = 0,

    /// <summary>The service provider: the upper layer itself.</summary>
    ServiceProvider = 2,
}
