using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Encoding;
using DicomGateway.Dicom.Encoding.Streams;
using DicomGateway.Dicom.Encoding.Writing;

namespace DicomGateway.Dicom.Files;

/// <summary>A DICOM file (PS3.10 section 7): file meta information and a data set, its large values left on disk.</summary>
public sealed class DicomFile
{
    /// <summary>A new file.</summary>
    /// <param name="dataset">The data set.</param>
    /// <param name="syntax">The transfer syntax to save it in.</param>
    public DicomFile(DicomDataset dataset, DicomTransferSyntax syntax)
        : this(new DicomDataset(), dataset, syntax, [])
    {
    }

    internal DicomFile(DicomDataset meta, DicomDataset dataset, DicomTransferSyntax syntax, IReadOnlyList<DicomLeniency> leniencies)
    {
        FileMetaInformation = meta;
        Dataset = dataset;
        TransferSyntax = syntax;
        Leniencies = leniencies;
    }

    /// <summary>Group 0002 as it came; empty when there was none.</summary>
    public DicomDataset FileMetaInformation { get; }

    public DicomDataset Dataset { get; }

    /// <summary>The transfer syntax that the data set came in and is saved in: the one that it is really in where the file says otherwise.</summary>
    public DicomTransferSyntax TransferSyntax { get; set; }

    /// <summary>What reading got over.</summary>
    public IReadOnlyList<DicomLeniency> Leniencies { get; }

    /// <summary>The 128 bytes before "DICM" as they came; empty when there were none. They are never written again.</summary>
    public ReadOnlyMemory<byte> Preamble { get; internal init; }

    /// <summary>Bytes from the start of the file or slice to the data set.</summary>
    public long DatasetOffset { get; internal init; }

    /// <summary>Reads a file; values of <see cref="DicomReadOptions.StoredValueThreshold"/> and more stay there.</summary>
    /// <exception cref="DicomFormatException">It is no DICOM file, ends early or exceeds a limit.</exception>
    public static DicomFile Open(string path, DicomReadOptions? options = null)
    {
        using var source = ByteSource.OfFile(path);
        return FilePart10Reader.Read(source, options ?? DicomReadOptions.Default);
    }

    /// <summary>Reads a DICOM file that is a slice of a bigger file.</summary>
    /// <param name="path">The bigger file.</param>
    /// <param name="offset">First byte of the slice.</param>
    /// <param name="length">Length of the slice in bytes.</param>
    /// <param name="options">How to read.</param>
    /// <exception cref="DicomFormatException">It is no DICOM file, ends early or exceeds a limit.</exception>
    public static DicomFile Open(string path, long offset, long length, DicomReadOptions? options = null)
    {
        using var source = ByteSource.OfFile(path, offset, length);
        return FilePart10Reader.Read(source, options ?? DicomReadOptions.Default);
    }

    /// <summary>Reads a file to the end of the stream; all values are held in memory, within the limits.</summary>
    /// <exception cref="DicomFormatException">It is no DICOM file, ends early or exceeds a limit.</exception>
    public static DicomFile Open(Stream stream, DicomReadOptions? options = null)
    {
        using var source = ByteSource.OfStream(stream);
        return FilePart10Reader.Read(source, options ?? DicomReadOptions.Default);
    }

    /// <summary>Writes to the stream, forward only; it is neither flushed nor closed.</summary>
    /// <exception cref="DicomDataException">Something cannot be written in <see cref="TransferSyntax"/>.</exception>
    public void Save(Stream stream, DicomWriteOptions? options = null)
    {
        options ??= DicomWriteOptions.Default;
        var meta = DicomDatasetWriter.ToArray(FileMetaInformationOf(options), DicomTransferSyntax.ExplicitVRLittleEndian);
        Span<byte> start = stackalloc byte[132];
        start.Clear();
        "DICM"u8.CopyTo(start[128..]);
        stream.Write(start);
        stream.Write(meta);
        DicomDatasetWriter.Write(Dataset, stream, TransferSyntax, options);
    }

    /// <summary>Writes beside the path under a name of its own, then renames: the file that the values are read from can be written over.</summary>
    /// <exception cref="DicomDataException">Something cannot be written in <see cref="TransferSyntax"/>.</exception>
    public void Save(string path, DicomWriteOptions? options = null)
    {
        var partial = $"{path}.{Guid.NewGuid():N}.partial";
        try
        {
            using (var stream = new FileStream(partial, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0))
                Save(stream, options);
            File.Move(partial, path, overwrite: true);
        }
        catch
        {
            File.Delete(partial);
            throw;
        }
    }

    /// <summary>The file meta information that is written.</summary>
    public DicomDataset FileMetaInformationOf(DicomWriteOptions options) => Files.FileMetaInformation.Make(this, options.KeepFileMetaInformation);
}
