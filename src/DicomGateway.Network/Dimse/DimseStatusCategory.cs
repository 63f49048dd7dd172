namespace DicomGateway.Network.Dimse;

/// <summary>What a status says about its operation (PS3.7 annex C).</summary>
public enum DimseStatusCategory
{
    /// <summary>Done.</summary>
    Success,

    /// <summary>Done, with something to know.</summary>
    Warning,

    /// <summary>Not done.</summary>
    Failure,

    /// <summary>Ended by C-CANCEL.</summary>
    Cancel,

    /// <summary>Goes on; more responses follow.</summary>
    Pending,
}
