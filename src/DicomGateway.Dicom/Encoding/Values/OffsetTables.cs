using System.Buffers.Binary;
using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Encoding.Elements;

namespace DicomGateway.Dicom.Encoding.Values;

/// <summary>
/// The offset tables of encapsulated pixel data as they are written: fragments of odd length grow by a byte, and the offsets behind them with it.
/// </summary>
internal static class OffsetTables
{
    private const int ItemHeader = 8;

    /// <summary>The basic offset table (PS3.5 A.4): 32-bit offsets, in the first item of the pixel data.</summary>
    public static ReadOnlyMemory<byte> Basic(DicomFragmentSequence pixels)
    {
        var table = pixels.BasicOffsetTable;
        return Grows(pixels) && IsTable(table.Length, 4) ? Move(table.ToArray(), 4, pixels) : table;
    }

    /// <summary>
    /// The extended offset table (PS3.3 C.7.6.3.1.8): 64-bit offsets, in an element before the pixel data of the same data set. Any other item is
    /// itself. The table of lengths stays as it is: it holds those of the frames, which padding does not change.
    /// </summary>
    public static DicomItem AsWritten(DicomItem item, DicomDataset dataset)
    {
        if (item.Tag != DicomTag.ExtendedOffsetTable || item is not DicomElement element || !IsTable(element.Length, 8)
            || dataset.Find<DicomFragmentSequence>(DicomTag.PixelData) is not { } pixels || !Grows(pixels))
            return item;
        return new DicomElement(element.Tag, element.VR, Move(Read(element), 8, pixels));
    }

    private static bool IsTable(long length, int size) => length > 0 && length % size == 0;

    private static bool Grows(DicomFragmentSequence pixels) => pixels.Fragments.Any(fragment => fragment.Length % 2 != 0);

    private static byte[] Read(DicomElement element)
    {
        if (element.Stored is not { } stored)
            return element.Value.ToArray();
        var bytes = new byte[stored.Length];
        using var reader = new StoredValueReader();
        reader.Read(stored, 0, bytes);
        return bytes;
    }

    private static byte[] Move(byte[] table, int size, DicomFragmentSequence pixels)
    {
        var moved = Moved(pixels.Fragments);
        for (var at = 0; at < table.Length; at += size)
        {
            // An offset that leads to no fragment was wrong before.
            var entry = table.AsSpan(at, size);
            if (!moved.TryGetValue(size == 4 ? BinaryPrimitives.ReadUInt32LittleEndian(entry) : BinaryPrimitives.ReadInt64LittleEndian(entry), out var offset))
                continue;
            if (size == 8)
                BinaryPrimitives.WriteInt64LittleEndian(entry, offset);
            else if (offset <= uint.MaxValue)
                BinaryPrimitives.WriteUInt32LittleEndian(entry, (uint)offset);
        }

        return table;
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
