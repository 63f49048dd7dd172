namespace DicomGateway.Transfer.Records.Catalogue;

/// <summary>A patient, study, series or instance, with those it belongs to; what is below the level of the query is null.</summary>
public sealed record CatalogueRow(string Project, CataloguePatient Patient)
{
    public CatalogueStudy? Study { get; init; }

    public CatalogueSeries? Series { get; init; }

    public CatalogueInstance? Instance { get; init; }
}

/// <param name="Number">Our own number of it.</param>
/// <param name="Attributes">Data set in Explicit VR Little Endian, ISO_IR 192.</param>
public sealed record CataloguePatient(long Number, int Studies, int Series, int Instances, byte[] Attributes);

/// <param name="Number">Our own number of it.</param>
/// <param name="Folder">Of the sealed files, relative to the data folder.</param>
/// <param name="Attributes">As of <see cref="CataloguePatient"/>.</param>
public sealed record CatalogueStudy(long Number, string Folder, int Series, int Instances, byte[] Attributes);

/// <param name="Number">Our own number of it.</param>
/// <param name="Attributes">As of <see cref="CataloguePatient"/>.</param>
public sealed record CatalogueSeries(long Number, int Instances, byte[] Attributes);

/// <param name="Number">Our own number of it.</param>
/// <param name="Path">File in the study's folder.</param>
/// <param name="Sha256">Of the whole file, as sealed.</param>
/// <param name="Attributes">As of <see cref="CataloguePatient"/>.</param>
public sealed record CatalogueInstance(
    long Number, string SopInstanceUid, string SopClassUid, string TransferSyntaxUid, string Path, byte[] Sha256, byte[] Attributes);
