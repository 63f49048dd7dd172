using System.Buffers.Binary;

namespace DicomGateway.Imaging.Codecs.JpegLs;

/// <summary>Markers of a JPEG-LS stream, second bytes (T.87 C.1), and the way from one to the next.</summary>
internal static class JpegLsMarkers
{
    public const byte Restart0 = 0xD0;
    public const byte Restart7 = 0xD7;
    public const byte StartOfImage = 0xD8;
    public const byte EndOfImage = 0xD9;
    public const byte StartOfScan = 0xDA;
    public const byte NumberOfLines = 0xDC;
    public const byte RestartInterval = 0xDD;
    public const byte StartOfFrame = 0xF7;
    public const byte Presets = 0xF8;

    /// <summary>The next marker, however many bytes before it; null at the end of the stream. A byte below 80 after FF belongs to coded data.</summary>
    public static byte? Next(ReadOnlySpan<byte> coded, ref int position)
    {
        while (position + 1 < coded.Length)
        {
            var skip = coded[position..].IndexOf((byte)0xFF);
            if (skip < 0 || position + skip + 1 >= coded.Length)
                break;
            position += skip + 1;
            if (coded[position] is >= 0x80 and not 0xFF)
                return coded[position++];
        }

        position = coded.Length;
        return null;
    }

    /// <summary>The content of a segment that begins with its length.</summary>
    public static ReadOnlySpan<byte> Segment(ReadOnlySpan<byte> coded, ref int position)
    {
        var rest = coded[position..];
        var length = rest.Length < 2 ? 0 : BinaryPrimitives.ReadUInt16BigEndian(rest);
        if (length < 2 || length > rest.Length)
            throw new FrameCodecException("The JPEG-LS stream is cut off within a segment.");
        position += length;
        return rest[2..length];
    }
}
