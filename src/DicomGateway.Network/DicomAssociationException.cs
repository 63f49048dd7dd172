namespace DicomGateway.Network;

/// <summary>
/// Something that ends an association, or kept it from coming about. What fails one operation only is no exception but a
/// <see cref="Dimse.DimseStatus"/>. Texts name no UID, no AE title and no value from the wire.
/// </summary>
public abstract class DicomAssociationException : Exception
{
    private protected DicomAssociationException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
