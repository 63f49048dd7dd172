using System.Buffers.Binary;

namespace DicomGateway.Imaging.Codecs.Jpeg;

/// <summary>Puts the samples of one component to their places in the frame.</summary>
internal sealed class JpegSampleWriter(FrameLayout layout, int component)
{
    public int Rows => layout.Rows;

    public void Write(ReadOnlySpan<short> line, int row, Span<byte> samples)
    {
        line = line[..layout.Columns];
        var size = layout.BytesPerSample;
        var pixel = layout.SamplesPerPixel * size;
        var target = samples.Slice(row * pixel * layout.Columns, pixel * layout.Columns)[(component * size)..];
        if (size == 1)
        {
            for (int at = 0, to = 0; at < line.Length; at++, to += pixel)
                target[to] = (byte)line[at];
            return;
        }

        // The code stream knows no sign: its samples are the stored bits, to which the header gives one.
        var unused = layout.IsSigned ? 32 - Math.Clamp(layout.BitsStored, 1, 16) : 0;
        for (int at = 0, to = 0; at < line.Length; at++, to += pixel)
            BinaryPrimitives.WriteInt16LittleEndian(target[to..], (short)(line[at] << unused >> unused));
    }
}
