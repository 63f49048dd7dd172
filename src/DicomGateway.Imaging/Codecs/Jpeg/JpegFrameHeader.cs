using System.Buffers.Binary;

namespace DicomGateway.Imaging.Codecs.Jpeg;

/// <summary>One component of a frame.</summary>
/// <param name="Id">Its identifier, by which scans name it.</param>
/// <param name="Horizontal">Horizontal sampling factor, 1 to 4.</param>
/// <param name="Vertical">Vertical sampling factor, 1 to 4.</param>
/// <param name="QuantizationTable">Which quantization table its scan takes, 0 to 3.</param>
internal readonly record struct JpegComponent(byte Id, int Horizontal, int Vertical, int QuantizationTable);

/// <summary>The frame header (ITU-T T.81 B.2.2).</summary>
/// <param name="Process">The start-of-frame marker that tells the coding process.</param>
/// <param name="Precision">Bits of a sample.</param>
/// <param name="Lines">Lines; 0 when a later marker is to tell.</param>
/// <param name="SamplesPerLine">Samples of a line, at least 1.</param>
/// <param name="Components">1 to 4 components.</param>
internal sealed record JpegFrameHeader(byte Process, int Precision, int Lines, int SamplesPerLine, IReadOnlyList<JpegComponent> Components)
{
    private const int MostComponents = 4;

    public int MaxHorizontal { get; } = Components.Max(component => component.Horizontal);

    public int MaxVertical { get; } = Components.Max(component => component.Vertical);

    /// <param name="process">The marker.</param>
    /// <param name="segment">What stands behind its length.</param>
    public static JpegFrameHeader Read(byte process, ReadOnlySpan<byte> segment)
    {
        if (segment.Length < 6 || segment.Length != 6 + (3 * segment[5]))
            throw new FrameCodecException($"JPEG: the frame header has {segment.Length} bytes, which do not fit its number of components.");
        if (segment[5] is 0 or > MostComponents)
            throw new FrameCodecException($"JPEG: the frame has {segment[5]} components; 1 to {MostComponents} can be read.");
        var components = new JpegComponent[segment[5]];
        for (var index = 0; index < components.Length; index++)
            components[index] = Component(segment.Slice(6 + (3 * index), 3), components.AsSpan(0, index));
        int lines = BinaryPrimitives.ReadUInt16BigEndian(segment[1..]), samples = BinaryPrimitives.ReadUInt16BigEndian(segment[3..]);
        return samples > 0
            ? new JpegFrameHeader(process, segment[0], lines, samples, components)
            : throw new FrameCodecException("JPEG: the frame has lines of no samples.");
    }

    /// <summary>Checks that the stream is the frame that the DICOM header describes.</summary>
    public void CheckAgainst(in FrameLayout layout)
    {
        if ((Lines != 0 && Lines != layout.Rows) || SamplesPerLine != layout.Columns || Components.Count != layout.SamplesPerPixel)
        {
            throw new FrameCodecException(
                $"JPEG: the stream has {Lines} x {SamplesPerLine} pixels of {Components.Count} components, the header says {layout.Rows} x {layout.Columns} of {layout.SamplesPerPixel}.");
        }

        if (layout.BitsAllocated is not (8 or 16) || Precision > layout.BitsAllocated)
            throw new FrameCodecException($"JPEG: samples of {Precision} bits do not fit {layout.BitsAllocated} bits allocated.");
    }

    private static JpegComponent Component(ReadOnlySpan<byte> bytes, ReadOnlySpan<JpegComponent> earlier)
    {
        var component = new JpegComponent(bytes[0], bytes[1] >> 4, bytes[1] & 15, bytes[2]);
        if (component.Horizontal is 0 or > 4 || component.Vertical is 0 or > 4 || component.QuantizationTable > 3)
            throw new FrameCodecException($"JPEG: component {component.Id} has sampling factors or a quantization table that do not exist.");
        foreach (var other in earlier)
        {
            if (other.Id == component.Id)
                throw new FrameCodecException($"JPEG: two components are called {component.Id}.");
        }

        return component;
    }
}
