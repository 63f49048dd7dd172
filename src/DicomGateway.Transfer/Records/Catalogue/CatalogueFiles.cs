using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Encoding;
using DicomGateway.Dicom.Files;
using DicomGateway.Transfer.Records.Instances;

namespace DicomGateway.Transfer.Records.Catalogue;

/// <summary>Reads the headers of a sealed study's files; pixel data and other long values stay on disk.</summary>
internal static class CatalogueFiles
{
    private static readonly DicomReadOptions Headers = new() { StoredValueThreshold = 4096, StoredTextThreshold = 4096 };

    /// <summary>Null when a file cannot be understood.</summary>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static CatalogueEntry? TryRead(string folder, IReadOnlyList<OutputInstance> outputs, CancellationToken cancellationToken)
    {
        try
        {
            return Read(folder, outputs, cancellationToken);
        }
        catch (Exception exception) when (exception is DicomFormatException or DicomDataException)
        {
            return null;
        }
    }

    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="DicomFormatException">A file is damaged.</exception>
    public static CatalogueEntry Read(string folder, IReadOnlyList<OutputInstance> outputs, CancellationToken cancellationToken)
    {
        var builder = new CatalogueEntryBuilder();
        foreach (var output in outputs)
        {
            cancellationToken.ThrowIfCancellationRequested();
            builder.Add(DicomFile.Open(Path.Combine(folder, output.Path), Headers).Dataset, output);
        }

        return builder.Build();
    }
}
