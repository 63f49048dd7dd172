using System.Buffers;
using System.Buffers.Binary;
using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Encoding.Writing;
using DicomGateway.Dicom.Files;
using DicomGateway.Network.Dimse.DataSets;

namespace DicomGateway.Transfer.Forwarding.Dicom;

/// <summary>A sealed file on its way out: its bytes as they are, or recoded as they are read where the archive wants another uncompressed syntax.</summary>
internal sealed class OutgoingInstance : IAsyncDisposable
{
    private const int HeadLength = 144;
    private const int GroupLengthAt = 140;
    private const int BufferLength = 64 * 1024;

    private readonly Stream? _recoded;

    private OutgoingInstance(DimseDataSource source, Stream? recoded) => (Source, _recoded) = (source, recoded);

    public DimseDataSource Source { get; }

    public static OutgoingInstance Open(string path, string fileSyntax, string wireSyntax)
    {
        if (fileSyntax == wireSyntax)
            return new OutgoingInstance(DimseDataSource.FromFile(path, FindDataset(path)), null);
        var file = DicomFile.Open(path);
        var syntax = DicomTransferSyntax.Lookup(wireSyntax);
        var length = DicomDatasetWriter.GetLength(file.Dataset, syntax) ?? Measure(file.Dataset, syntax);
        var recoded = DicomDatasetWriter.OpenRead(file.Dataset, syntax);
        return new OutgoingInstance(DimseDataSource.FromStream(recoded, length), recoded);
    }

    public async ValueTask DisposeAsync()
    {
        await Source.DisposeAsync().ConfigureAwait(false);
        if (_recoded is not null)
            await _recoded.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>The length of what is deflated is needed before it goes out: it is deflated twice rather than held, for it may be large.</summary>
    private static long Measure(DicomDataset dataset, DicomTransferSyntax syntax)
    {
        using var recoded = DicomDatasetWriter.OpenRead(dataset, syntax);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferLength);
        try
        {
            var length = 0L;
            for (int read; (read = recoded.Read(buffer, 0, BufferLength)) > 0;)
                length += read;
            return length;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }
    }

    /// <summary>Our own files begin with preamble, prefix and (0002,0000), which leads to the data set; parsing the rest would be for nothing.</summary>
    private static long FindDataset(string path)
    {
        Span<byte> head = stackalloc byte[HeadLength];
        using var file = File.OpenHandle(path);
        ReadOnlySpan<byte> start = [(byte)'D', (byte)'I', (byte)'C', (byte)'M', 2, 0, 0, 0, (byte)'U', (byte)'L', 4, 0];
        return RandomAccess.Read(file, head, 0) == HeadLength && head[128..GroupLengthAt].SequenceEqual(start)
            ? HeadLength + BinaryPrimitives.ReadUInt32LittleEndian(head[GroupLengthAt..])
            : DicomFile.Open(path).DatasetOffset;
    }
}
