using System.Buffers.Binary;
using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Encoding.Writing;
using DicomGateway.Dicom.Files;
using DicomGateway.Testing.Faults;
using Microsoft.Win32.SafeHandles;

namespace DicomGateway.Dicom.Tests.Files;

/// <summary>Objects around and beyond 4 GiB, in sparse files: nothing of their pixel data is loaded.</summary>
internal sealed class LargeFileTests
{
    private const long GiB = 1L << 30;
    private const long LittleMemory = 8L << 20;

    [Test]
    public void Native_object_of_nearly_4_GiB_is_read_and_written()
    {
        using var work = new WorkFolder();
        const uint length = 0xFFFFFFFE - 100;
        var head = (byte[])[.. FileBytes.Whole(), .. new ExplicitElements().Header(0x7FE0, 0x10, "OW", length).ToArray()];
        using (var handle = Sparse(work.File("a"), head.Length + (long)length))
            RandomAccess.Write(handle, head, 0);
        var file = AssertLittleMemory(() => DicomFile.Open(work.File("a")));
        Assert.That(file.Leniencies, Is.Empty);
        Assert.That(file.Dataset.Find<DicomElement>(DicomTag.PixelData)!.Length, Is.EqualTo(length));
        AssertHeadComesBack(file, head.AsSpan((int)file.DatasetOffset), head.Length - file.DatasetOffset + length);
    }

    [Test]
    public void Encapsulated_object_of_5_GiB_with_extended_offset_table_is_read_and_written()
    {
        using var work = new WorkFolder();
        const uint fragment = 1u << 30;
        var offsets = new byte[5 * 8];
        var lengths = new byte[5 * 8];
        for (var frame = 0; frame < 5; frame++)
        {
            BinaryPrimitives.WriteInt64LittleEndian(offsets.AsSpan(8 * frame), frame * (fragment + 8L));
            BinaryPrimitives.WriteInt64LittleEndian(lengths.AsSpan(8 * frame), fragment);
        }

        var head = (byte[])[.. FileBytes.Preamble, .. FileBytes.Meta("1.2.840.10008.1.2.1.98"), .. FileBytes.Dataset(), .. new ExplicitElements()
            .Write(0x7FE0, 1, "OV", offsets).Write(0x7FE0, 2, "OV", lengths).Header(0x7FE0, 0x10, "OB", 0xFFFFFFFF).Delimiter(0xE000, 0).ToArray()];
        using (var handle = Sparse(work.File("a"), head.Length + (5 * (fragment + 8L)) + 8))
        {
            RandomAccess.Write(handle, head, 0);
            for (var frame = 0; frame < 5; frame++)
                RandomAccess.Write(handle, new ExplicitElements().Delimiter(0xE000, fragment).ToArray(), head.Length + (frame * (fragment + 8L)));
            RandomAccess.Write(handle, new ExplicitElements().Delimiter(0xE0DD, 0).ToArray(), head.Length + (5 * (fragment + 8L)));
        }

        var file = AssertLittleMemory(() => DicomFile.Open(work.File("a")));
        Assert.That(file.Leniencies, Is.Empty);
        var pixels = file.Dataset.Find<DicomFragmentSequence>(DicomTag.PixelData)!;
        Assert.That(pixels.Fragments.Select(part => part.Length), Is.EqualTo(Enumerable.Repeat((long)fragment, 5)));
        Assert.That(pixels.Fragments[4].Stored!.Offset, Is.GreaterThan(4 * GiB));
        AssertHeadComesBack(file, head.AsSpan((int)file.DatasetOffset), head.Length - file.DatasetOffset + (5 * (fragment + 8L)) + 8);
    }

    [Test]
    public void Native_value_beyond_4_GiB_is_refused_on_writing()
    {
        var dataset = new DicomDataset(new DicomElement(DicomTag.PixelData, DicomVR.OW, new DicomStoredValue("a", 0, 4 * GiB)));
        Assert.Throws<DicomDataException>(() => DicomDatasetWriter.GetLength(dataset, DicomTransferSyntax.ExplicitVRLittleEndian));
    }

    [Test]
    public void Sequence_beyond_4_GiB_is_written_with_undefined_length()
    {
        var item = new DicomDataset(new DicomElement(new DicomTag(0x00091001), DicomVR.OB, new DicomStoredValue("a", 0, 3 * GiB)));
        var dataset = new DicomDataset(new DicomSequence(DicomTag.ContentSequence, item, item.Clone()));
        Assert.That(DicomDatasetWriter.GetLength(dataset, DicomTransferSyntax.ExplicitVRLittleEndian), Is.EqualTo(12 + (2 * (8 + 12 + (3 * GiB))) + 8));
        using var stream = DicomDatasetWriter.OpenRead(dataset, DicomTransferSyntax.ExplicitVRLittleEndian);
        var head = new byte[20];
        stream.ReadExactly(head);
        Assert.That(head[8..12], Is.All.EqualTo((byte)0xFF));
        Assert.That(BinaryPrimitives.ReadUInt32LittleEndian(head.AsSpan(16)), Is.EqualTo(12 + (3 * GiB)));
    }

    [Test]
    public void Header_of_an_image_is_read_with_few_allocations()
    {
        using var work = new WorkFolder();
        var elements = new ExplicitElements().Text(8, 0x18, "UI", "2.25.1");
        for (ushort element = 0x1000; element < 0x1000 + 130; element++)
            elements.Text(0x11, element, "LO", "value");
        File.WriteAllBytes(work.File("a"), [.. FileBytes.Preamble, .. FileBytes.Meta(), .. elements.Write(0x7FE0, 0x10, "OW", new byte[1 << 19]).ToArray()]);
        DicomFile.Open(work.File("a"));
        var before = GC.GetAllocatedBytesForCurrentThread();
        DicomFile.Open(work.File("a"));
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(48 * 1024));
    }

    private static DicomFile AssertLittleMemory(Func<DicomFile> open)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var file = open();
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(LittleMemory));
        return file;
    }

    private static void AssertHeadComesBack(DicomFile file, ReadOnlySpan<byte> head, long length)
    {
        Assert.That(DicomDatasetWriter.GetLength(file.Dataset, file.TransferSyntax), Is.EqualTo(length));
        using var stream = DicomDatasetWriter.OpenRead(file.Dataset, file.TransferSyntax);
        var start = new byte[head.Length + (1 << 20)];
        stream.ReadExactly(start);
        Assert.That(start.AsSpan(0, head.Length).SequenceEqual(head));
    }

    private static SafeFileHandle Sparse(string path, long length)
    {
        var handle = File.OpenHandle(path, FileMode.CreateNew, FileAccess.ReadWrite);
        RandomAccess.SetLength(handle, length);
        return handle;
    }
}
