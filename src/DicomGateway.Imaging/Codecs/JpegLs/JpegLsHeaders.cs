using System.Buffers.Binary;
using DicomGateway.Imaging.Codecs.JpegLs.Lines;

namespace DicomGateway.Imaging.Codecs.JpegLs;

/// <summary>What the segments of a stream said so far (T.87 C.2).</summary>
internal sealed class JpegLsHeaders
{
    private byte[] _componentIds = [];

    public int Rows { get; private set; }

    public int Columns { get; private set; }

    public int Precision { get; private set; }

    public int Components => _componentIds.Length;

    public JpegLsPresets Presets { get; private set; }

    /// <summary>Lines from one restart marker to the next; 0: there are none.</summary>
    public long RestartInterval { get; private set; }

    /// <summary>A start-of-frame segment.</summary>
    public void ReadFrame(ReadOnlySpan<byte> segment)
    {
        Check(Components == 0 && segment.Length >= 6 && segment.Length == 6 + (3 * segment[5]) && segment[5] != 0, "frame header");
        Precision = segment[0];
        Check(Precision is >= 2 and <= 16, "sample precision");
        SetSize(BinaryPrimitives.ReadUInt16BigEndian(segment[1..]), BinaryPrimitives.ReadUInt16BigEndian(segment[3..]));
        var ids = new byte[segment[5]];
        for (var index = 0; index < ids.Length; index++)
        {
            ids[index] = segment[6 + (3 * index)];
            Check(ids.AsSpan(0, index).IndexOf(ids[index]) < 0, "list of components");
            if (segment[7 + (3 * index)] != 0x11)
                throw new FrameCodecException("The JPEG-LS stream has components of fewer samples than pixels, which DICOM has not.");
        }

        _componentIds = ids;
    }

    /// <summary>A start-of-scan segment.</summary>
    public JpegLsScanHeader ReadScan(ReadOnlySpan<byte> segment)
    {
        Check(Components != 0 && segment.Length >= 4 && segment.Length == 4 + (2 * segment[0]) && segment[0] != 0, "scan header");
        var components = new int[segment[0]];
        for (var index = 0; index < components.Length; index++)
        {
            components[index] = _componentIds.AsSpan().IndexOf(segment[1 + (2 * index)]);
            Check(components[index] >= 0 && components.AsSpan(0, index).IndexOf(components[index]) < 0, "list of components");
            if (segment[2 + (2 * index)] != 0)
                throw new FrameCodecException("The JPEG-LS stream has a mapping table, which DICOM has not.");
        }

        var last = segment[^3..];
        var interleave = (JpegLsInterleave)last[1];
        Check(interleave <= JpegLsInterleave.Sample && (interleave != JpegLsInterleave.None || components.Length == 1), "interleave mode");
        Check((last[2] & 0x0F) < Precision, "point transform");
        return new JpegLsScanHeader(components, last[0], components.Length == 1 ? JpegLsInterleave.None : interleave, last[2] & 0x0F);
    }

    /// <summary>An LSE segment: presets, mapping tables (which are of use to nobody until a scan names one), or a size beyond 65535.</summary>
    public void ReadPresets(ReadOnlySpan<byte> segment)
    {
        Check(segment.Length >= 1, "preset segment");
        switch (segment[0])
        {
            case 1:
                Check(segment.Length == 11, "preset segment");
                Presets = new JpegLsPresets(Number(segment, 1), Number(segment, 3), Number(segment, 5), Number(segment, 7), Number(segment, 9));
                break;
            case 4:
                Check(segment.Length >= 2 && segment[1] is >= 2 and <= 4 && segment.Length == 2 + (2 * segment[1]), "size segment");
                SetSize(Size(segment.Slice(2, segment[1])), Size(segment[(2 + segment[1])..]));
                break;
        }
    }

    /// <summary>A restart interval segment, of two to four bytes.</summary>
    public void ReadRestartInterval(ReadOnlySpan<byte> segment)
    {
        Check(segment.Length is >= 2 and <= 4, "restart interval");
        RestartInterval = Size(segment);
    }

    /// <summary>The number of lines, told after the first scan (T.81 B.2.5).</summary>
    public void ReadNumberOfLines(ReadOnlySpan<byte> segment)
    {
        Check(segment.Length == 2 && (Rows == 0 || Rows == Number(segment, 0)), "number of lines");
        SetSize(Number(segment, 0), Columns);
    }

    private static int Number(ReadOnlySpan<byte> segment, int at) => BinaryPrimitives.ReadUInt16BigEndian(segment[at..]);

    private static long Size(ReadOnlySpan<byte> bytes)
    {
        long size = 0;
        foreach (var next in bytes)
            size = (size << 8) | next;
        return size;
    }

    private static void Check(bool holds, string what)
    {
        if (!holds)
            throw new FrameCodecException($"The JPEG-LS stream's {what} is damaged.");
    }

    private void SetSize(long rows, long columns)
    {
        // Not more than DICOM has; a size of 0 is told elsewhere.
        Check(rows <= ushort.MaxValue && columns <= ushort.MaxValue, "size");
        Rows = rows != 0 ? (int)rows : Rows;
        Columns = columns != 0 ? (int)columns : Columns;
    }
}
