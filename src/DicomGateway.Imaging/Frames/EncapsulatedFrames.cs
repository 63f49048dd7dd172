using System.Buffers.Binary;
using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Files;

namespace DicomGateway.Imaging.Frames;

/// <summary>
/// Which fragments make which frame: by the extended offset table (PS3.3 C.7.6.3.1.8), the basic one (PS3.5 A.4), or their number.
/// </summary>
public static class EncapsulatedFrames
{
    private const int ItemHeader = 8;

    /// <summary>One entry a frame, in their order.</summary>
    /// <exception cref="DicomDataException">Neither table nor number tells; only the codec could, by looking for the starts of its streams.</exception>
    public static IReadOnlyList<FrameFragments> Locate(DicomDataset dataset, DicomFragmentSequence pixels)
    {
        var frames = Math.Max(1, dataset.GetValueOrDefault(DicomTag.NumberOfFrames, 1));
        var fragments = pixels.Fragments;
        if (frames == 1)
            return [Frame(fragments, 0, fragments.Count)];
        if (Starts(Offsets(dataset, DicomTag.ExtendedOffsetTable, 8), fragments, frames) is { } extended)
            return Frames(extended, fragments, Offsets(dataset, DicomTag.ExtendedOffsetTableLengths, 8));
        if (Starts(Offsets(pixels.BasicOffsetTable.Span, 4), fragments, frames) is { } basic)
            return Frames(basic, fragments, []);
        if (fragments.Count == frames)
            return Frames([.. Enumerable.Range(0, frames)], fragments, []);
        throw new DicomDataException($"{pixels.Tag} has {fragments.Count} fragments for {frames} frames and no offset table that fits them.");
    }

    // Indices of the fragments that the offsets lead to; null when the table is missing or does not fit.
    private static List<int>? Starts(long[] offsets, IReadOnlyList<DicomFragment> fragments, int frames)
    {
        if (offsets.Length != frames)
            return null;
        var starts = new List<int>(frames);
        long at = 0;
        for (var index = 0; index < fragments.Count && starts.Count < frames; index++)
        {
            if (offsets[starts.Count] == at)
                starts.Add(index);
            at += ItemHeader + fragments[index].Length;
        }

        return starts.Count == frames && starts[0] == 0 ? starts : null;
    }

    private static FrameFragments[] Frames(List<int> starts, IReadOnlyList<DicomFragment> fragments, long[] lengths)
    {
        var frames = new FrameFragments[starts.Count];
        for (var index = 0; index < frames.Length; index++)
        {
            var end = index + 1 < starts.Count ? starts[index + 1] : fragments.Count;
            var frame = Frame(fragments, starts[index], end - starts[index]);
            frames[index] = lengths.Length == frames.Length && lengths[index] >= 0 && lengths[index] < frame.Length ? frame with { Length = lengths[index] } : frame;
        }

        return frames;
    }

    private static FrameFragments Frame(IReadOnlyList<DicomFragment> fragments, int first, int count)
    {
        long length = 0;
        for (var index = first; index < first + count; index++)
            length += fragments[index].Length;
        return new FrameFragments(first, count, length);
    }

    private static long[] Offsets(DicomDataset dataset, DicomTag tag, int size)
    {
        if (dataset.Find<DicomElement>(tag) is not { } element)
            return [];
        using var stream = StoredValues.Open(element);
        var bytes = new byte[element.Length];
        stream.ReadExactly(bytes);
        return Offsets(bytes, size);
    }

    private static long[] Offsets(ReadOnlySpan<byte> bytes, int size)
    {
        var offsets = new long[bytes.Length / size];
        for (var index = 0; index < offsets.Length; index++)
            offsets[index] = size == 8 ? BinaryPrimitives.ReadInt64LittleEndian(bytes[(8 * index)..]) : BinaryPrimitives.ReadUInt32LittleEndian(bytes[(4 * index)..]);
        return offsets;
    }
}
