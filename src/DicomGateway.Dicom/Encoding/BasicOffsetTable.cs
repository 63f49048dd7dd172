using System.Buffers.Binary;
using DicomGateway.Dicom.Data;

namespace DicomGateway.Dicom.Encoding;

/// <summary>The basic offset table (PS3.5 A.4) as it is written: fragments of odd length grow by a byte, and the offsets behind them with it.</summary>
internal static class BasicOffsetTable
{
    private const int ItemHeader = 8;

    public static ReadOnlyMemory<byte> ToWrite(DicomFragmentSequence pixels)
    {
        var table = pixels.BasicOffsetTable;
        if (table.Length < 4 || table.Length % 4 != 0 || pixels.Fragments.All(fragment => fragment.Length % 2 == 0))
            return table;
        var moved = Moved(pixels.Fragments);
        var written = table.ToArray();
        for (var at = 0; at < written.Length; at += 4)
        {
            // An offset that leads to no fragment was wrong before.
            if (moved.TryGetValue(BinaryPrimitives.ReadUInt32LittleEndian(written.AsSpan(at)), out var offset) && offset <= uint.MaxValue)
                BinaryPrimitives.WriteUInt32LittleEndian(written.AsSpan(at), (uint)offset);
        }

        return written;
    }

    private static Dictionary<long, long> Moved(IReadOnlyList<DicomFragment> fragments)
    {
        var moved = new Dictionary<long, long>(fragments.Count);
        long came = 0, goes = 0;
        foreach (var fragment in fragments)
        {
            moved.TryAdd(came, goes);
            came += ItemHeader + fragment.Length;
            goes += ItemHeader + ElementForm.Even(fragment.Length);
        }

        return moved;
    }
}
