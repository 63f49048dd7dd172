using System.Buffers.Binary;

namespace DicomGateway.Imaging.Codecs.Jpeg;

/// <summary>Walks through the markers of one image, scan by scan (ITU-T T.81 annex B). What does not touch the samples is passed over.</summary>
internal ref struct JpegStream
{
    private readonly ReadOnlySpan<byte> _coded;
    private int _position;
    private JpegFrameHeader? _frame;

    public JpegStream(ReadOnlySpan<byte> coded)
    {
        if (coded.Length < 4 || coded[0] != JpegMarker.Prefix || coded[1] != JpegMarker.StartOfImage)
            throw new FrameCodecException("JPEG: the frame does not begin with a start of image.");
        _coded = coded;
        _position = 2;
    }

    public JpegTables Tables { get; } = new();

    /// <summary>The frame header; known when the first scan is.</summary>
    public readonly JpegFrameHeader Frame => _frame ?? throw new FrameCodecException("JPEG: a scan comes before the frame header.");

    /// <summary>What follows a scan header: the entropy-coded data and all behind them. <see cref="Advance"/> says how much of it the scan took.</summary>
    public readonly ReadOnlySpan<byte> EntropyCoded => _coded[_position..];

    /// <summary>Reads up to the next scan.</summary>
    /// <exception cref="FrameCodecException">There is no other scan, or the markers before it are damaged.</exception>
    public JpegScanHeader NextScan()
    {
        while (true)
        {
            var marker = NextMarker();
            if (marker == JpegMarker.EndOfImage)
                throw new FrameCodecException("JPEG: the image ends before all of its components came.");
            if (marker is JpegMarker.Temporary or >= JpegMarker.Restart0 and <= JpegMarker.Restart7)
                continue;
            var segment = Segment(marker);
            if (marker == JpegMarker.StartOfScan)
                return JpegScanHeader.Read(segment, Frame);
            Take(marker, segment);
        }
    }

    /// <summary>Goes on behind a scan.</summary>
    public void Advance(int taken) => _position += taken;

    private void Take(byte marker, ReadOnlySpan<byte> segment)
    {
        if (marker == JpegMarker.DefineHuffmanTables)
            Tables.ReadHuffman(segment);
        else if (marker == JpegMarker.DefineQuantizationTables)
            Tables.ReadQuantization(segment);
        else if (marker == JpegMarker.DefineRestartInterval)
            Tables.ReadRestartInterval(segment);
        else if (marker == JpegMarker.StartOfImage)
            throw new FrameCodecException("JPEG: another image begins before this one ends.");
        else if (JpegMarker.IsFrame(marker))
            _frame = _frame is null ? JpegFrameHeader.Read(marker, segment) : throw new FrameCodecException("JPEG: the image has two frame headers.");
    }

    // Bytes that belong to nothing are passed over, as all decoders do.
    private byte NextMarker()
    {
        while (true)
        {
            var found = _position < _coded.Length ? _coded[_position..].IndexOf(JpegMarker.Prefix) : -1;
            if (found < 0)
                throw new FrameCodecException("JPEG: the stream is cut off: it ends before all of its components came.");
            _position += found;
            while (_position < _coded.Length && _coded[_position] == JpegMarker.Prefix)
                _position++;
            if (_position < _coded.Length && _coded[_position++] is var marker and not 0)
                return marker;
        }
    }

    private ReadOnlySpan<byte> Segment(byte marker)
    {
        var rest = _coded[_position..];
        var length = rest.Length < 2 ? 0 : BinaryPrimitives.ReadUInt16BigEndian(rest);
        if (length < 2 || length > rest.Length)
            throw new FrameCodecException($"JPEG: the segment of marker FF{marker:X2} at byte {_position} is longer than the stream or has no length.");
        _position += length;
        return rest[2..length];
    }
}
