using System.Buffers;
using System.IO.Compression;
using System.Runtime.InteropServices;
using DicomGateway.Dicom.Encoding.Streams;

namespace DicomGateway.Dicom.Encoding.Scanning;

/// <summary>
/// The first bytes of a deflated data set. They are inflated from the start each time their number has doubled, up to a bound: a header is small.
/// </summary>
internal sealed class DeflatedPrefix(int maxInflated)
{
    private readonly ArrayBufferWriter<byte> _bytes = new();
    private long _next = 4 * 1024;

    /// <summary>True when it is worth while to inflate again.</summary>
    public bool Add(ReadOnlySpan<byte> bytes)
    {
        _bytes.Write(bytes);
        if (_bytes.WrittenCount < _next)
            return false;
        _next = _bytes.WrittenCount * 2L;
        return true;
    }

    /// <summary>What can be inflated of the bytes so far; less when they are damaged.</summary>
    public ReadOnlySpan<byte> Inflate()
    {
        if (_bytes.WrittenCount == 0)
            return [];
        var inflated = new byte[maxInflated];
        var count = 0;
        try
        {
            MemoryMarshal.TryGetArray(_bytes.WrittenMemory, out var bytes);
            using var source = new MemoryStream(bytes.Array!, bytes.Offset, bytes.Count, writable: false);
            var form = DeflateForm.Of(bytes);
            using Stream inflater = form switch
            {
                DeflateKind.None => source,
                DeflateKind.Zlib => new ZLibStream(source, CompressionMode.Decompress),
                _ => new DeflateStream(source, CompressionMode.Decompress),
            };
            for (int read; count < inflated.Length && (read = inflater.Read(inflated.AsSpan(count))) > 0;)
                count += read;
        }
        catch (InvalidDataException)
        {
            // Cut off or damaged: what came before it counts.
        }

        return inflated.AsSpan(0, count);
    }
}
