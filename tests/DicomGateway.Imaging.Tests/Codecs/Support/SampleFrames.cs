using System.Buffers.Binary;
using DicomGateway.Imaging.Codecs;

namespace DicomGateway.Imaging.Tests.Codecs.Support;

/// <summary>Frames drawn by seed: flat parts, slopes, noise and edges, so that all ways of a codec are gone.</summary>
internal static class SampleFrames
{
    public static byte[] Draw(in FrameLayout layout, int seed)
    {
        var random = new Random(seed);
        var samples = new byte[layout.Length];
        var smallest = layout.IsSigned ? -(1 << (layout.BitsStored - 1)) : 0;
        var largest = smallest + (1 << layout.BitsStored) - 1;
        var at = 0;
        for (var row = 0; row < layout.Rows; row++)
        {
            for (var column = 0; column < layout.Columns; column++)
            {
                for (var component = 0; component < layout.SamplesPerPixel; component++, at += layout.BytesPerSample)
                    Put(samples.AsSpan(at), layout, Math.Clamp(Value(random, row, column, component, smallest, largest), smallest, largest));
            }
        }

        return samples;
    }

    private static int Value(Random random, int row, int column, int component, int smallest, int largest)
    {
        var span = largest - smallest;
        return (row / 4 % 4, column / 9 % 3) switch
        {
            (0, _) => smallest + (span / 3) + component,
            (1, 0) => random.Next(smallest, largest + 1),
            (1, _) => smallest + (column * span / 64) + random.Next(3),
            (2, 0) => column % 2 == 0 ? smallest : largest,
            (2, _) => largest - (random.Next(12) == 0 ? 1 + component : 0),
            _ => smallest + ((row + column) * span / 100),
        };
    }

    private static void Put(Span<byte> cell, in FrameLayout layout, int value)
    {
        if (layout.BytesPerSample == 1)
            cell[0] = (byte)value;
        else
            BinaryPrimitives.WriteInt16LittleEndian(cell, (short)value);
    }
}
