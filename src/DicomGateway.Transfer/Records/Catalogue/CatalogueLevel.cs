namespace DicomGateway.Transfer.Records.Catalogue;

/// <summary>What a row of the catalogue stands for.</summary>
public enum CatalogueLevel
{
    Patient,
    Study,
    Series,
    Instance,
}
