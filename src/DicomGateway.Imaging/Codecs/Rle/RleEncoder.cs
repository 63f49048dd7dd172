using System.Buffers;

namespace DicomGateway.Imaging.Codecs.Rle;

/// <summary>Encodes RLE Lossless (PS3.5 annex G): each row of each byte plane by itself.</summary>
internal sealed class RleEncoder : IFrameEncoder
{
    private const int LongestRun = 128;

    public string TransferSyntaxUid => "1.2.840.10008.1.2.5";

    public void Encode(ReadOnlySpan<byte> samples, in FrameLayout layout, IBufferWriter<byte> coded)
    {
        var planes = RlePlanes.Of(layout, samples.Length);
        // The header, which comes first, says how long all segments are.
        var segments = new ArrayBufferWriter<byte>(Math.Max(256, samples.Length / 2));
        Span<int> starts = stackalloc int[planes.Count];
        var row = new byte[planes.RowLength];
        for (var segment = 0; segment < planes.Count; segment++)
        {
            starts[segment] = RleHeader.Length + segments.WrittenCount;
            var offset = RlePlanes.OffsetInPixel(segment, layout.BytesPerSample);
            for (var at = 0; at < planes.Length; at += row.Length)
            {
                Gather(samples, offset + (at * planes.Count), planes.Count, row);
                WriteRow(row, segments);
            }

            if (segments.WrittenCount % 2 != 0)
                segments.Write<byte>([0]);
        }

        RleHeader.Write(coded.GetSpan(RleHeader.Length), starts);
        coded.Advance(RleHeader.Length);
        coded.Write(segments.WrittenSpan);
    }

    private static void Gather(ReadOnlySpan<byte> samples, int from, int stride, Span<byte> row)
    {
        for (var index = 0; index < row.Length; index++, from += stride)
            row[index] = samples[from];
    }

    private static void WriteRow(ReadOnlySpan<byte> row, ArrayBufferWriter<byte> segments)
    {
        var most = row.Length + ((row.Length + LongestRun - 1) / LongestRun);
        var target = segments.GetSpan(most);
        var written = 0;
        while (!row.IsEmpty)
        {
            var run = RunAt(row);
            if (run > 1)
            {
                target[written++] = (byte)(1 - run);
                target[written++] = row[0];
            }
            else
            {
                run = LiteralAt(row);
                target[written++] = (byte)(run - 1);
                row[..run].CopyTo(target[written..]);
                written += run;
            }

            row = row[run..];
        }

        segments.Advance(written);
    }

    private static int RunAt(ReadOnlySpan<byte> row)
    {
        var limit = Math.Min(row.Length, LongestRun);
        var different = row[..limit].IndexOfAnyExcept(row[0]);
        return different < 0 ? limit : different;
    }

    // Bytes up to the next three that are the same: two of them would gain nothing by ending the literal run for them (PS3.5 G.3.1).
    private static int LiteralAt(ReadOnlySpan<byte> row)
    {
        var limit = Math.Min(row.Length, LongestRun);
        for (var at = 1; at < limit; at++)
        {
            if (at + 2 < row.Length && row[at] == row[at + 1] && row[at] == row[at + 2])
                return at;
        }

        return limit;
    }
}
