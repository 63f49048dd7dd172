namespace DicomGateway.Transfer.Records.Catalogue;

/// <summary>An index to go along: one value, or from one to another, both included.</summary>
/// <param name="Key">Whose values.</param>
/// <param name="Low">First value.</param>
/// <param name="High">Last value; the same for a single one.</param>
public sealed record CatalogueLookUp(CatalogueKey Key, string Low, string High)
{
    public static CatalogueLookUp Of(CatalogueKey key, string value) => new(key, value, value);
}
