using System.Buffers.Binary;

namespace DicomGateway.Imaging.Codecs;

/// <summary>The cells of a frame, as lines of numbers. For codecs whose samples are 2 to 16 bits wide.</summary>
internal static class FrameCells
{
    /// <summary>Checks that a code stream has the frame that the header promises, and that its samples fit into the cells.</summary>
    /// <exception cref="FrameCodecException">They do not agree.</exception>
    public static void Check(in FrameLayout layout, int rows, int columns, int components, int precision)
    {
        if (rows != layout.Rows || columns != layout.Columns || components != layout.SamplesPerPixel)
        {
            throw new FrameCodecException(
                $"The code stream has {rows} x {columns} pixels of {components} components; the header says {layout.Rows} x {layout.Columns} of {layout.SamplesPerPixel}.");
        }

        if (layout.BitsAllocated is not (8 or 16) || precision > layout.BitsAllocated)
            throw new FrameCodecException($"The code stream has samples of {precision} bits; the header says cells of {layout.BitsAllocated}.");
    }

    /// <summary>Writes a line of one component.</summary>
    /// <param name="line">Samples as coded: without sign.</param>
    /// <param name="precision">Bits of a sample.</param>
    /// <param name="samples">The frame.</param>
    public static void Write(ReadOnlySpan<int> line, int precision, in FrameLayout layout, int row, int component, Span<byte> samples)
    {
        // Fewer bits than stored: the encoder saw no negative sample, or there would be no bit for its sign.
        var shift = layout.IsSigned && precision >= layout.BitsStored ? 32 - layout.BitsStored : 0;
        var stride = layout.SamplesPerPixel * layout.BytesPerSample;
        var cells = samples[(int)Offset(layout, row, component)..];
        if (layout.BytesPerSample == 1)
        {
            for (var column = 0; column < line.Length; column++)
                cells[column * stride] = (byte)(line[column] << shift >> shift);
            return;
        }

        for (var column = 0; column < line.Length; column++)
            BinaryPrimitives.WriteInt16LittleEndian(cells[(column * stride)..], (short)(line[column] << shift >> shift));
    }

    /// <summary>Reads a line of one component: the lowest bits of its cells.</summary>
    public static void Read(ReadOnlySpan<byte> samples, in FrameLayout layout, int row, int component, int precision, Span<int> line)
    {
        var mask = (1 << precision) - 1;
        var stride = layout.SamplesPerPixel * layout.BytesPerSample;
        var cells = samples[(int)Offset(layout, row, component)..];
        if (layout.BytesPerSample == 1)
        {
            for (var column = 0; column < line.Length; column++)
                line[column] = cells[column * stride] & mask;
            return;
        }

        for (var column = 0; column < line.Length; column++)
            line[column] = BinaryPrimitives.ReadUInt16LittleEndian(cells[(column * stride)..]) & mask;
    }

    /// <summary>Bits that a sample needs so that the frame can be had back: those stored, or all of the cells when some hold more.</summary>
    /// <exception cref="FrameCodecException">The frame is none that these codecs have.</exception>
    public static int PrecisionOf(ReadOnlySpan<byte> samples, in FrameLayout layout)
    {
        if (layout.BitsAllocated is not (8 or 16) || layout.BitsStored < 1 || layout.BitsStored > layout.BitsAllocated)
            throw new FrameCodecException($"The transfer syntax has no samples of {layout.BitsStored} bits in cells of {layout.BitsAllocated}; it has 8 or 16.");
        var unused = 32 - layout.BitsStored;
        var fits = true;
        for (var at = 0; at < samples.Length && fits; at += layout.BytesPerSample)
        {
            int cell = layout.BytesPerSample == 1 ? (sbyte)samples[at] : BinaryPrimitives.ReadInt16LittleEndian(samples[at..]);
            fits = layout.IsSigned ? cell << unused >> unused == cell : (cell & ((1 << layout.BitsAllocated) - 1)) >> layout.BitsStored == 0;
        }

        if (!fits && layout.IsSigned)
            throw new FrameCodecException($"A cell holds more than the {layout.BitsStored} bits with sign that the header says.");
        return fits ? Math.Max(2, layout.BitsStored) : layout.BitsAllocated;
    }

    private static long Offset(in FrameLayout layout, int row, int component) =>
        (((long)row * layout.Columns * layout.SamplesPerPixel) + component) * layout.BytesPerSample;
}
