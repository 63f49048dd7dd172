namespace DicomGateway.Transfer.Records.Catalogue;

/// <summary>Which rows to read. Whatever else they must match is up to the reader.</summary>
/// <param name="Level">What the rows stand for.</param>
/// <param name="Project">Of which project.</param>
/// <param name="LookUps">Indexes to go along, one after the other; none for all rows. Several must not have rows in common.</param>
public sealed record CatalogueQuery(CatalogueLevel Level, string Project, IReadOnlyList<CatalogueLookUp> LookUps);
