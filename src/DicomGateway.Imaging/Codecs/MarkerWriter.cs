using System.Buffers;
using System.Buffers.Binary;

namespace DicomGateway.Imaging.Codecs;

/// <summary>Writes markers and their segments, which JPEG (ITU-T T.81 B.1.1) and JPEG-LS have in common.</summary>
internal static class MarkerWriter
{
    private const byte Prefix = 0xFF;

    /// <summary>A marker without segment.</summary>
    public static void Marker(IBufferWriter<byte> coded, byte marker) => coded.Write((ReadOnlySpan<byte>)[Prefix, marker]);

    public static void Segment(IBufferWriter<byte> coded, byte marker, ReadOnlySpan<byte> content)
    {
        var length = content.Length + 2;
        coded.Write((ReadOnlySpan<byte>)[Prefix, marker, (byte)(length >> 8), (byte)length]);
        coded.Write(content);
    }

    /// <summary>The frame header: components are numbered from 1, each with a sample for every pixel.</summary>
    public static void Frame(IBufferWriter<byte> coded, byte marker, in FrameLayout layout, int precision)
    {
        var segment = new byte[6 + (3 * layout.SamplesPerPixel)];
        segment[0] = (byte)precision;
        BinaryPrimitives.WriteUInt16BigEndian(segment.AsSpan(1), (ushort)layout.Rows);
        BinaryPrimitives.WriteUInt16BigEndian(segment.AsSpan(3), (ushort)layout.Columns);
        segment[5] = (byte)layout.SamplesPerPixel;
        for (var component = 0; component < layout.SamplesPerPixel; component++)
            (segment[6 + (3 * component)], segment[7 + (3 * component)]) = ((byte)(component + 1), 0x11);
        Segment(coded, marker, segment);
    }
}
