using System.Buffers;
using System.Numerics;

namespace DicomGateway.Imaging.Codecs.Jpeg.Lossless;

/// <summary>Encodes a scan of lossless JPEG: goes over the frame once for the best Huffman code and once to write.</summary>
internal sealed class LosslessScanEncoder(LosslessCoding coding, int[] components, int precision, FrameLayout layout)
{
    private readonly LosslessLines[] _lines = [.. components.Select(_ => new LosslessLines(layout.Columns))];
    private readonly int[][] _differences = [.. components.Select(_ => new int[layout.Columns])];

    /// <summary>The best code for the scan, the same for all its components.</summary>
    public LosslessCodeTable Survey(ReadOnlySpan<byte> samples)
    {
        Span<long> frequencies = stackalloc long[LosslessCodeTable.Categories];
        frequencies.Clear();
        for (var row = 0; row < layout.Rows; row++)
        {
            Expect(samples, row);
            foreach (var line in _differences)
            {
                foreach (var difference in line)
                    frequencies[Category(difference)]++;
            }
        }

        return new LosslessCodeTable(frequencies);
    }

    public void Write(ReadOnlySpan<byte> samples, LosslessCodeTable table, IBufferWriter<byte> coded)
    {
        var interval = coding.RestartLines == 0 ? layout.Rows : coding.RestartLines;
        for (int first = 0, restarts = 0; first < layout.Rows; first += interval)
        {
            if (first > 0)
                MarkerWriter.Marker(coded, (byte)(JpegMarker.Restart0 + (restarts++ & 7)));
            var writer = new LosslessBitWriter(coded);
            for (var row = first; row < Math.Min(layout.Rows, first + interval); row++)
            {
                Expect(samples, row);
                WriteLine(ref writer, table);
            }

            writer.Finish();
        }
    }

    private static int Category(int difference) => difference == 0 ? 0 : BitOperations.Log2((uint)Math.Abs(difference)) + 1;

    private void WriteLine(ref LosslessBitWriter writer, LosslessCodeTable table)
    {
        for (var column = 0; column < layout.Columns; column++)
        {
            foreach (var line in _differences)
            {
                var difference = line[column];
                var category = Category(difference);
                writer.Write(table.Code(category), table.Length(category));
                // 32768 is the only one of its category.
                if (category is > 0 and < LosslessCodeTable.Categories - 1)
                    writer.Write(difference < 0 ? difference - 1 : difference, category);
            }
        }
    }

    // Finds the differences of a line: modulo 65536, -32767 to 32768.
    private void Expect(ReadOnlySpan<byte> samples, int row)
    {
        var first = row == 0 || (coding.RestartLines > 0 && row % coding.RestartLines == 0);
        var selection = first ? LosslessPredictor.Left : coding.Predictor;
        for (var index = 0; index < _lines.Length; index++)
        {
            _lines[index].Next();
            var above = _lines[index].Above;
            var current = _lines[index].Current;
            FrameCells.Read(samples, layout, row, components[index], precision, current);
            foreach (ref var sample in current.AsSpan())
                sample >>= coding.PointTransform;
            var differences = _differences[index];
            differences[0] = Modulo(current[0] - (first ? LosslessPredictor.First(precision, coding.PointTransform) : above[0]));
            for (var column = 1; column < current.Length; column++)
                differences[column] = Modulo(current[column] - LosslessPredictor.Predict(selection, current[column - 1], above[column], above[column - 1]));
        }
    }

    private static int Modulo(int difference) => (short)difference is var wrapped && wrapped == short.MinValue ? 1 << 15 : wrapped;
}
