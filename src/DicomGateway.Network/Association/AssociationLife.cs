namespace DicomGateway.Network.Association;

/// <summary>The token that is set when an association is over.</summary>
internal static class AssociationLife
{
    /// <exception cref="AssociationOverException">It is over.</exception>
    public static void ThrowIfOver(this CancellationToken ended)
    {
        if (ended.IsCancellationRequested)
            throw new AssociationOverException();
    }
}
