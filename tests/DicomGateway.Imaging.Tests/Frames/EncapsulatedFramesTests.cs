using System.Runtime.InteropServices;
using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Encoding.Parsing;
using DicomGateway.Dicom.Encoding.Writing;
using DicomGateway.Imaging.Frames;

namespace DicomGateway.Imaging.Tests.Frames;

internal sealed class EncapsulatedFramesTests
{
    [Test]
    public void Basic_offset_table_tells_the_fragments_of_each_frame() =>
        Assert.That(Locate(2, [0u, 24u], 4, 4, 2), Is.EqualTo(new[] { new FrameFragments(0, 2, 8), new FrameFragments(2, 1, 2) }));

    [Test]
    public void Extended_offset_table_comes_first_and_tells_the_true_length()
    {
        var dataset = Dataset(2, [], 4, 6);
        dataset.AddOrUpdate(new DicomElement(DicomTag.ExtendedOffsetTable, DicomVR.OV, Bytes([0L, 12L])));
        dataset.AddOrUpdate(new DicomElement(DicomTag.ExtendedOffsetTableLengths, DicomVR.OV, Bytes([3L, 6L])));
        Assert.That(Locate(dataset), Is.EqualTo(new[] { new FrameFragments(0, 1, 3), new FrameFragments(1, 1, 6) }));
    }

    [Test]
    public void Without_table_one_frame_has_all_fragments_and_as_many_frames_have_one_each()
    {
        Assert.That(Locate(1, [], 4, 4), Is.EqualTo(new[] { new FrameFragments(0, 2, 8) }));
        Assert.That(Locate(2, [], 4, 6), Is.EqualTo(new[] { new FrameFragments(0, 1, 4), new FrameFragments(1, 1, 6) }));
    }

    [Test]
    public void Item07_table_that_does_not_fit_is_not_believed()
    {
        Assert.That(Locate(2, [0u, 99u], 4, 6), Is.EqualTo(new[] { new FrameFragments(0, 1, 4), new FrameFragments(1, 1, 6) }));
        Assert.Throws<DicomDataException>(() => Locate(2, [0u, 99u], 4, 4, 4));
        Assert.Throws<DicomDataException>(() => Locate(1_000_000_000, [], 4));
    }

    [Test]
    public void Offsets_move_with_fragments_that_are_padded_on_writing()
    {
        var syntax = DicomTransferSyntax.Lookup("1.2.840.10008.1.2.5");
        var written = DicomDatasetReader.Read(DicomDatasetWriter.ToArray(Dataset(3, [0u, 11u, 24u], 3, 5, 2), syntax), syntax);
        Assert.That(written.Leniencies, Is.Empty);
        Assert.That(Locate(written.Dataset), Is.EqualTo(new[] { new FrameFragments(0, 1, 4), new FrameFragments(1, 1, 6), new FrameFragments(2, 1, 2) }));
        var table = written.Dataset.Find<DicomFragmentSequence>(DicomTag.PixelData)!.BasicOffsetTable;
        Assert.That(MemoryMarshal.Cast<byte, uint>(table.Span).ToArray(), Is.EqualTo(new[] { 0u, 12u, 26u }));
    }

    private static IReadOnlyList<FrameFragments> Locate(int frames, uint[] offsets, params int[] lengths) => Locate(Dataset(frames, offsets, lengths));

    private static IReadOnlyList<FrameFragments> Locate(DicomDataset dataset) => EncapsulatedFrames.Locate(dataset, dataset.Find<DicomFragmentSequence>(DicomTag.PixelData)!);

    private static DicomDataset Dataset(int frames, uint[] offsets, params int[] lengths) => new DicomDataset()
        .AddOrUpdate(DicomTag.NumberOfFrames, DicomVR.IS, frames)
        .AddOrUpdate(new DicomFragmentSequence(DicomTag.PixelData, DicomVR.OB, Bytes(offsets), [.. lengths.Select(length => new DicomFragment(new byte[length]))]));

    private static byte[] Bytes<T>(T[] numbers)
        where T : struct => MemoryMarshal.AsBytes<T>(numbers).ToArray();
}
