using System.Diagnostics;
using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Encoding;
using DicomGateway.Dicom.Encoding.Parsing;
using DicomGateway.Testing.Faults;
using DicomGateway.Testing.Faults.Fuzzing;

namespace DicomGateway.Dicom.Tests.Encoding.Parsing;

/// <summary>The bad-input list for data sets, items 1, 2, 4, 6, 7, 10, 11 and 12: refused at once and in little memory, or read.</summary>
internal sealed class BadInputTests
{
    private const uint Undefined = Reading.Undefined;
    private const long LittleMemory = 64L << 20;

    [Test]
    public void Item01_nested_sequences_of_undefined_length_are_refused_in_50_ms_and_64_MB() =>
        AssertRefusedCheaply(Bombs.NestedSequences(20_000), DicomTransferSyntax.ExplicitVRLittleEndian);

    [Test]
    public void Item01_nested_sequences_in_implicit_VR_are_refused()
    {
        var elements = new ImplicitElements();
        for (var level = 0; level < 20_000; level++)
            elements.Header(0x0040A730, Undefined).Header(0xFFFEE000, Undefined);
        AssertRefusedCheaply(elements.ToArray(), DicomTransferSyntax.ImplicitVRLittleEndian);
    }

    [Test]
    public void Item01_nested_sequences_in_private_UN_are_refused()
    {
        var elements = new ImplicitElements();
        for (var level = 0; level < 20_000; level++)
            elements.Header(0xFFFEE000, Undefined).Header(0x00111001, Undefined);
        AssertRefusedCheaply(new ExplicitElements().Header(0x11, 0x1001, "UN", Undefined).Raw(elements.ToArray()).ToArray(), DicomTransferSyntax.ExplicitVRLittleEndian);
    }

    [Test]
    public void Item01_nested_sequences_of_defined_length_are_refused()
    {
        byte[] inside = [];
        for (var level = 0; level < 1_000; level++)
            inside = new ExplicitElements().Header(0x40, 0xA730, "SQ", (uint)inside.Length + 8).Delimiter(0xE000, (uint)inside.Length).Raw(inside).ToArray();
        AssertRefusedCheaply(inside, DicomTransferSyntax.ExplicitVRLittleEndian);
    }

    [Test]
    public void Item01_sequences_nested_as_deep_as_allowed_are_read()
    {
        byte[] inside = [];
        for (var level = 0; level < DicomReadLimits.Default.MaxDepth; level++)
            inside = new ExplicitElements().Header(0x40, 0xA730, "SQ", (uint)inside.Length + 8).Delimiter(0xE000, (uint)inside.Length).Raw(inside).ToArray();
        Assert.That(Reading.Explicit(inside).Leniencies, Is.Empty);
    }

    [TestCase(0xFFFFFFFEu)]
    [TestCase(0x7FFFFFFFu)]
    [TestCase(0x80000000u)]
    [TestCase(0x20202020u)]
    public void Item02_length_beyond_the_end_is_refused_without_allocating(uint length)
    {
        foreach (var vr in new[] { "OB", "UT", "UN", "SQ" })
        {
            var bytes = new ExplicitElements().Text(8, 0x60, "CS", "CT").Header(0x7FE0, 0x10, vr, length).Raw(new byte[16]).ToArray();
            AssertRefusedCheaply(bytes, DicomTransferSyntax.ExplicitVRLittleEndian);
            // From a stream that cannot tell its length, too.
            var before = GC.GetAllocatedBytesForCurrentThread();
            Assert.Throws<DicomFormatException>(() => DicomDatasetReader.Read(new OneWayStream(bytes), DicomTransferSyntax.ExplicitVRLittleEndian));
            Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(LittleMemory));
        }
    }

    [Test]
    public void Item02_length_beyond_the_end_can_be_read_as_far_as_it_goes()
    {
        var bytes = new ExplicitElements().Text(8, 0x60, "CS", "CT").Header(0x7FE0, 0x10, "OB", 1000).Raw(new byte[16]).ToArray();
        var result = Reading.Explicit(bytes, new DicomReadOptions { AllowTruncation = true });
        Assert.That(result.Codes(), Does.Contain(DicomLeniencyCode.Truncated));
        Assert.That(result.Dataset.Find<DicomElement>(DicomTag.PixelData)!.Length, Is.EqualTo(16));
    }

    [TestCase(17)]
    [TestCase(200)]
    [TestCase(512)]
    public void Item04_deflate_bomb_is_refused_at_the_length_that_it_claims(int mebibytes)
    {
        var bytes = Bombs.Deflated(mebibytes);
        AssertRefusedCheaply(bytes, DicomTransferSyntax.DeflatedExplicitVRLittleEndian);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.That(Reading.Refused(bytes, DicomTransferSyntax.DeflatedExplicitVRLittleEndian).Error, Is.EqualTo(DicomFormatError.LimitExceeded));
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(1 << 20), "what is not inflated takes no room");
    }

    [Test]
    public void Item04_deflate_bomb_in_many_values_is_refused_in_50_ms_and_64_MB() =>
        AssertRefusedCheaply(Bombs.DeflatedInValues(200), DicomTransferSyntax.DeflatedExplicitVRLittleEndian);

    [Test]
    public void Item04_deflate_bomb_of_a_stream_without_length_is_refused_in_64_MB()
    {
        var bytes = new OneWayStream(Bombs.Deflated(200));
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<DicomFormatException>(() => DicomDatasetReader.Read(bytes, DicomTransferSyntax.DeflatedExplicitVRLittleEndian));
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(LittleMemory));
    }

    [Test]
    public void Item04_damaged_deflate_is_refused()
    {
        var bytes = Bombs.Deflated(1);
        bytes[0] = 0x06;
        Assert.That(Reading.Refused(bytes, DicomTransferSyntax.DeflatedExplicitVRLittleEndian).Error, Is.EqualTo(DicomFormatError.Deflate));
    }

    [TestCase(8)]
    [TestCase(15)]
    public void Item04_empty_image_of_usual_size_is_inflated(int mebibytes) =>
        Assert.That(
            DicomDatasetReader.Read(Bombs.Deflated(mebibytes), DicomTransferSyntax.DeflatedExplicitVRLittleEndian).Dataset.Find<DicomElement>(DicomTag.PixelData)!.Length,
            Is.EqualTo(mebibytes << 20));

    [Test]
    public void Item06_rows_as_UL_and_contradicting_pixel_attributes_are_read_as_they_are()
    {
        var result = Reading.Explicit(new ExplicitElements().Write(0x28, 0x10, "UL", [0, 0, 1, 0]).Number(0x28, 0x11, 65535).Number(0x28, 0x100, 8).Number(0x28, 0x102, 99)
            .Write(0x7FE0, 0x10, "OW", [1, 2]).ToArray());
        Assert.That(result.Dataset.GetValue<uint>(DicomTag.Rows), Is.EqualTo(65536));
    }

    [Test]
    public void Item07_tiny_fragments_and_a_bad_offset_table_are_kept_as_they_are()
    {
        var result = DicomDatasetReader.Read(
            new ExplicitElements().Header(0x7FE0, 0x10, "OB", Undefined).Delimiter(0xE000, 3).Raw([1, 2, 3]).Delimiter(0xE000, 0).Delimiter(0xE000, 1).Raw([9])
                .Delimiter(0xE000, 2).Raw([7, 8]).Delimiter(0xE0DD, 0).ToArray(),
            DicomTransferSyntax.Lookup("1.2.840.10008.1.2.5"));
        var fragments = result.Dataset.Find<DicomFragmentSequence>(DicomTag.PixelData)!;
        Assert.That(fragments.BasicOffsetTable.Length, Is.EqualTo(3));
        Assert.That(fragments.Fragments.Select(fragment => fragment.Length), Is.EqualTo(new[] { 0, 1, 2 }));
    }

    [Test]
    public void Item07_fragment_longer_than_the_file_is_refused()
    {
        var bytes = new ExplicitElements().Header(0x7FE0, 0x10, "OB", Undefined).Delimiter(0xE000, 0).Delimiter(0xE000, 0x7FFFFFFF).Raw([1, 2]).ToArray();
        AssertRefusedCheaply(bytes, DicomTransferSyntax.Lookup("1.2.840.10008.1.2.5"));
    }

    [Test]
    public void Item10_a_name_of_a_megabyte_and_line_breaks_are_read_as_values()
    {
        var name = new string('A', 65534);
        var result = Reading.Explicit(new ExplicitElements().Text(8, 0x1030, "LO", "a\r\nb").Text(0x10, 0x10, "PN", name).ToArray());
        Assert.That(result.Dataset.GetString(DicomTag.PatientName), Has.Length.EqualTo(65534));
        Assert.That(result.Dataset.GetString(DicomTag.StudyDescription), Is.EqualTo("a\r\nb"));
    }

    [Test]
    public void Item11_group_0002_in_the_data_set_is_set_aside()
    {
        var result = Reading.Explicit(new ExplicitElements().Text(2, 0x10, "UI", "1.2.3.4").Text(8, 0x60, "CS", "CT").ToArray());
        var leniency = result.Leniencies.Single();
        Assert.That(leniency.Code, Is.EqualTo(DicomLeniencyCode.MetaElementInDataset));
        Assert.That(leniency.Item!.Tag, Is.EqualTo(DicomTag.TransferSyntaxUID));
        Assert.That(result.Dataset, Has.Count.EqualTo(1));
    }

    [Test]
    public void Item11_group_length_as_UN_is_read() =>
        Assert.That(Reading.Explicit(new ExplicitElements().Write(8, 0, "UN", [10, 0, 0, 0]).Text(8, 0x60, "CS", "CT").ToArray()).Dataset, Has.Count.EqualTo(2));

    [Test]
    public void Item12_a_million_elements_items_and_private_creators_are_refused_in_time()
    {
        var limits = new DicomReadOptions { Limits = new DicomReadLimits { MaxElements = 1000, MaxItems = 1000 } };
        var creators = new ExplicitElements();
        for (var group = 0x0009; group < 0x4000; group += 2)
            creators.Text((ushort)group, 0x10, "LO", "ME");
        Assert.That(Reading.Refused(creators.ToArray(), options: limits).Error, Is.EqualTo(DicomFormatError.LimitExceeded));
        var items = new ExplicitElements().Header(8, 0x1032, "SQ", Undefined);
        for (var item = 0; item < 1001; item++)
            items.Delimiter(0xE000, 0);
        Assert.That(Reading.Refused(items.ToArray(), options: limits).Error, Is.EqualTo(DicomFormatError.LimitExceeded));
    }

    [Test]
    public void Item12_declared_items_that_are_not_there_cost_nothing() =>
        AssertRefusedCheaply(new ExplicitElements().Header(8, 0x1032, "SQ", 0xFFFFFFF0).Delimiter(0xE000, 0xFFFFFF00).ToArray(), DicomTransferSyntax.ExplicitVRLittleEndian);

    [Test]
    public void Item11_more_duplicates_than_can_be_handed_over_are_refused()
    {
        var elements = new ExplicitElements();
        for (var count = 0; count <= DicomReadLimits.Default.MaxItemsSetAside + 1; count++)
            elements.Text(0x10, 0x20, "LO", "A1");
        AssertRefusedCheaply(elements.ToArray(), DicomTransferSyntax.ExplicitVRLittleEndian);
    }

    [Test]
    public void Unordered_elements_in_great_number_are_sorted_once()
    {
        var elements = new ImplicitElements();
        for (var element = 60_000u; element > 0x1000; element--)
            elements.Header(0x00110000 | element, 0);
        var clock = Stopwatch.StartNew();
        Assert.That(Reading.Implicit(elements.ToArray()).Dataset, Has.Count.EqualTo(60_000 - 0x1000));
        Assert.That(clock.ElapsedMilliseconds, Is.LessThan(2000));
    }

    private static void AssertRefusedCheaply(byte[] bytes, DicomTransferSyntax syntax)
    {
        // Once for the compiler, once for the clock.
        Reading.Refused(bytes, syntax);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var clock = Stopwatch.StartNew();
        Reading.Refused(bytes, syntax);
        Assert.That(clock.ElapsedMilliseconds, Is.LessThan(500), "50 ms, with room for a busy machine");
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(LittleMemory));
    }

    private sealed class OneWayStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
