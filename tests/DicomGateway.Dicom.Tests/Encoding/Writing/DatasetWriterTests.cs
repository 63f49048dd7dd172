using System.Runtime.InteropServices;
using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Encoding;
using DicomGateway.Dicom.Encoding.Parsing;
using DicomGateway.Dicom.Encoding.Values;
using DicomGateway.Dicom.Encoding.Writing;
using DicomGateway.Dicom.Tests.Encoding.Parsing;
using DicomGateway.Dicom.Tests.Files;
using DicomGateway.Testing.Faults;

namespace DicomGateway.Dicom.Tests.Encoding.Writing;

/// <summary>The strict side: what is written keeps to PS3.5.</summary>
internal sealed class DatasetWriterTests
{
    [Test]
    public void Value_too_long_for_its_VR_is_written_as_UN()
    {
        var dataset = new DicomDataset(new DicomElement(new DicomTag(0x00283006), DicomVR.US, new byte[65536]));
        var read = Reading.Explicit(DicomDatasetWriter.ToArray(dataset, DicomTransferSyntax.ExplicitVRLittleEndian)).Dataset;
        Assert.That((read.Single().VR, ((DicomElement)read.Single()).Length), Is.EqualTo((DicomVR.UN, 65536)));
    }

    [TestCase(DicomVR.LO, (byte)0x20)]
    [TestCase(DicomVR.UI, (byte)0)]
    [TestCase(DicomVR.OB, (byte)0)]
    public void Odd_value_is_padded(DicomVR vr, byte padding)
    {
        var bytes = DicomDatasetWriter.ToArray(new DicomDataset(new DicomElement(new DicomTag(0x00091001), vr, "1"u8.ToArray())), DicomTransferSyntax.ImplicitVRLittleEndian);
        Assert.That(bytes, Is.EqualTo(new byte[] { 9, 0, 1, 0x10, 2, 0, 0, 0, (byte)'1', padding }));
    }

    [Test]
    public void Group_lengths_are_computed_anew_or_left_out()
    {
        var came = Reading.Explicit(new ExplicitElements().Write(8, 0, "UL", [99, 0, 0, 0]).Text(8, 0x60, "CS", "CT").Text(0x10, 0x20, "LO", "A1").ToArray()).Dataset;
        var bytes = DicomDatasetWriter.ToArray(came, DicomTransferSyntax.ImplicitVRLittleEndian);
        Assert.That(bytes[8..12], Is.EqualTo(new byte[] { 10, 0, 0, 0 }));
        var without = DicomDatasetWriter.ToArray(came, DicomTransferSyntax.ImplicitVRLittleEndian, new DicomWriteOptions { RemoveGroupLengths = true });
        Assert.That(without, Has.Length.EqualTo(20));
        Assert.That(DicomDatasetWriter.GetLength(came, DicomTransferSyntax.ImplicitVRLittleEndian, new DicomWriteOptions { RemoveGroupLengths = true }), Is.EqualTo(20));
    }

    [Test]
    public void Command_group_length_is_computed()
    {
        var command = new DicomDataset(new DicomElement(new DicomTag(0), DicomVR.UL, new byte[4]), new DicomElement(new DicomTag(0x00000100), DicomVR.US, new byte[] { 0x30, 0 }));
        Assert.That(DicomDatasetWriter.ToArray(command, DicomTransferSyntax.ImplicitVRLittleEndian)[8..12], Is.EqualTo(new byte[] { 10, 0, 0, 0 }));
    }

    [Test]
    public void Big_endian_turns_numbers_round_and_leaves_text_and_UN()
    {
        var dataset = new DicomDataset(
            new DicomElement(new DicomTag(0x00091001), DicomVR.US, new byte[] { 1, 2 }),
            new DicomElement(new DicomTag(0x00091002), DicomVR.FD, new byte[] { 1, 2, 3, 4, 5, 6, 7, 8 }),
            new DicomElement(new DicomTag(0x00091003), DicomVR.AT, new byte[] { 8, 0, 0x60, 0 }),
            new DicomElement(new DicomTag(0x00091004), DicomVR.UN, new byte[] { 1, 2 }));
        var bytes = DicomDatasetWriter.ToArray(dataset, DicomTransferSyntax.ExplicitVRBigEndian);
        Assert.That(bytes[8..10], Is.EqualTo(new byte[] { 2, 1 }));
        Assert.That(bytes[18..26], Is.EqualTo(new byte[] { 8, 7, 6, 5, 4, 3, 2, 1 }));
        Assert.That(bytes[34..38], Is.EqualTo(new byte[] { 0, 8, 0, 0x60 }));
        Assert.That(bytes[^2..], Is.EqualTo(new byte[] { 1, 2 }));
    }

    [Test]
    public void Private_syntax_with_big_endian_pixel_data_turns_only_these_round()
    {
        var syntax = DicomTransferSyntax.GEPrivateImplicitVRBigEndianPixelData;
        var bytes = new ImplicitElements().Header(0x00280010, 2).Raw([1, 2]).Header(0x7FE00010, 4).Raw([1, 2, 3, 4]).ToArray();
        var dataset = DicomDatasetReader.Read(bytes, syntax).Dataset;
        Assert.That(dataset.Find<DicomElement>(DicomTag.PixelData)!.Value.ToArray(), Is.EqualTo(new byte[] { 2, 1, 4, 3 }));
        Assert.That(dataset.GetValue<ushort>(DicomTag.Rows), Is.EqualTo(0x0201));
        Assert.That(DicomDatasetWriter.ToArray(dataset, syntax), Is.EqualTo(bytes));
        Assert.That(DicomDatasetWriter.ToArray(dataset, DicomTransferSyntax.ImplicitVRLittleEndian)[^4..], Is.EqualTo(new byte[] { 2, 1, 4, 3 }));
    }

    [Test]
    public void Encapsulated_pixel_data_are_refused_in_a_syntax_that_does_not_encapsulate()
    {
        var dataset = new DicomDataset(new DicomFragmentSequence(DicomTag.PixelData, DicomVR.OB, default, [new DicomFragment(new byte[2])]));
        var error = Assert.Throws<DicomDataException>(() => DicomDatasetWriter.ToArray(dataset, DicomTransferSyntax.ExplicitVRLittleEndian));
        Assert.That(error!.Message, Does.Contain("decode it first"));
    }

    [Test]
    public void Encapsulated_pixel_data_are_OB_with_even_fragments()
    {
        var dataset = new DicomDataset(new DicomFragmentSequence(DicomTag.PixelData, DicomVR.OW, new byte[4], [new DicomFragment(new byte[] { 1, 2, 3 })]));
        var bytes = DicomDatasetWriter.ToArray(dataset, DicomTransferSyntax.Lookup("1.2.840.10008.1.2.5"));
        var expected = new ExplicitElements().Header(0x7FE0, 0x10, "OB", 0xFFFFFFFF).Delimiter(0xE000, 4).Raw(new byte[4]).Delimiter(0xE000, 4).Raw([1, 2, 3, 0])
            .Delimiter(0xE0DD, 0).ToArray();
        Assert.That(bytes, Is.EqualTo(expected));
    }

    [TestCase(false)]
    [TestCase(true)]
    public void Offset_tables_lead_to_the_fragments_as_they_are_padded(bool isOnDisk)
    {
        // Three frames, the second in two fragments; the last offset leads nowhere and stays.
        var table = Int64s(0, 11, 35, 999);
        using var folder = new WorkFolder();
        File.WriteAllBytes(folder.File("table"), table);
        var syntax = DicomTransferSyntax.Lookup("1.2.840.10008.1.2.5");
        var dataset = new DicomDataset(
            isOnDisk
                ? new DicomElement(DicomTag.ExtendedOffsetTable, DicomVR.OV, new DicomStoredValue(folder.File("table"), 0, table.Length))
                : new DicomElement(DicomTag.ExtendedOffsetTable, DicomVR.OV, table),
            new DicomElement(DicomTag.ExtendedOffsetTableLengths, DicomVR.OV, Int64s(3, 8, 5, 0)),
            new DicomFragmentSequence(
                DicomTag.PixelData, DicomVR.OB, Int32s(0, 11, 35, 999),
                [new DicomFragment(new byte[3]), new DicomFragment(new byte[3]), new DicomFragment(new byte[5]), new DicomFragment(new byte[5])]));
        var icon = new DicomDataset(new DicomSequence(DicomTag.IconImageSequence, dataset.Clone()));

        var written = DicomDatasetReader.Read(DicomDatasetWriter.ToArray(dataset, syntax), syntax).Dataset;
        var within = DicomDatasetReader.Read(DicomDatasetWriter.ToArray(icon, syntax), syntax).Dataset.Find<DicomSequence>(DicomTag.IconImageSequence)![0];

        foreach (var one in new[] { written, within })
        {
            Assert.That(one.Find<DicomElement>(DicomTag.ExtendedOffsetTable)!.Value.ToArray(), Is.EqualTo(Int64s(0, 12, 38, 999)));
            Assert.That(one.Find<DicomElement>(DicomTag.ExtendedOffsetTableLengths)!.Value.ToArray(), Is.EqualTo(Int64s(3, 8, 5, 0)), "of the frames, without padding");
            Assert.That(one.Find<DicomFragmentSequence>(DicomTag.PixelData)!.BasicOffsetTable.ToArray(), Is.EqualTo(Int32s(0, 12, 38, 999)));
        }

        Assert.That(CanonicalDigest.Compute(written), Is.EqualTo(CanonicalDigest.Compute(dataset)));
    }

    [Test]
    public void Extended_offset_table_of_even_fragments_stays_as_it_came()
    {
        var dataset = new DicomDataset(
            new DicomElement(DicomTag.ExtendedOffsetTable, DicomVR.OV, Int64s(0, 12)),
            new DicomFragmentSequence(DicomTag.PixelData, DicomVR.OB, default, [new DicomFragment(new byte[4]), new DicomFragment(new byte[2])]));
        var syntax = DicomTransferSyntax.Lookup("1.2.840.10008.1.2.5");
        var written = DicomDatasetReader.Read(DicomDatasetWriter.ToArray(dataset, syntax), syntax).Dataset;
        Assert.That(written.Find<DicomElement>(DicomTag.ExtendedOffsetTable)!.Value.ToArray(), Is.EqualTo(Int64s(0, 12)));
    }

    [Test]
    public void Deflated_data_set_has_even_length()
    {
        for (var length = 1; length < 40; length++)
        {
            var dataset = new DicomDataset(new DicomElement(new DicomTag(0x00091001), DicomVR.UN, new byte[length]));
            Assert.That(DicomDatasetWriter.ToArray(dataset, DicomTransferSyntax.DeflatedExplicitVRLittleEndian).Length % 2, Is.Zero);
        }
    }

    [Test]
    public void Deeply_nested_data_set_is_written_without_recursion()
    {
        var dataset = new DicomDataset();
        for (var level = 0; level < 100_000; level++)
            dataset = new DicomDataset(new DicomSequence(DicomTag.ContentSequence, dataset));
        Assert.That(DicomDatasetWriter.GetLength(dataset, DicomTransferSyntax.ExplicitVRLittleEndian), Is.EqualTo(2_000_000));
        using var stream = DicomDatasetWriter.OpenRead(dataset, DicomTransferSyntax.ExplicitVRLittleEndian);
        Assert.That(stream.ReadAtLeast(new byte[2_000_001], 2_000_001, throwOnEndOfStream: false), Is.EqualTo(2_000_000));
        Assert.That(CanonicalDigest.Compute(dataset), Has.Length.EqualTo(32));
    }

    private static byte[] Int64s(params long[] values) => MemoryMarshal.AsBytes(values.AsSpan()).ToArray();

    private static byte[] Int32s(params int[] values) => MemoryMarshal.AsBytes(values.AsSpan()).ToArray();
}
