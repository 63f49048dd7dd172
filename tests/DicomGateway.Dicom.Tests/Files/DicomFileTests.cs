using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Encoding;
using DicomGateway.Dicom.Files;
using DicomGateway.Testing.Faults;

namespace DicomGateway.Dicom.Tests.Files;

/// <summary>Part 10 files, items 3, 8 and 9 of the bad-input list among them.</summary>
internal sealed class DicomFileTests
{
    [Test]
    public void Whole_file_is_read_without_leniency()
    {
        var file = Open(FileBytes.Whole());
        Assert.That(file.Leniencies, Is.Empty);
        Assert.That(file.TransferSyntax, Is.EqualTo(DicomTransferSyntax.ExplicitVRLittleEndian));
        Assert.That(file.Dataset.GetString(DicomTag.PatientID), Is.EqualTo("A1"));
        Assert.That(file.DatasetOffset, Is.EqualTo(132 + FileBytes.Meta().Length));
    }

    [Test]
    public void File_without_preamble_or_meta_is_read_by_its_look()
    {
        Assert.That(Codes([.. "DICM"u8, .. FileBytes.Meta(), .. FileBytes.Dataset()]), Is.EqualTo(new[] { DicomLeniencyCode.NoPreamble }));
        Assert.That(Codes([.. FileBytes.Meta(), .. FileBytes.Dataset()]), Is.EqualTo(new[] { DicomLeniencyCode.NoPreamble }));
        Assert.That(Codes(FileBytes.Dataset()), Is.EqualTo(new[] { DicomLeniencyCode.NoPreamble, DicomLeniencyCode.NoFileMetaInformation }));
        Assert.That(Codes([.. FileBytes.Preamble, .. FileBytes.Dataset()]), Is.EqualTo(new[] { DicomLeniencyCode.NoFileMetaInformation }));
    }

    [TestCase(0u)]
    [TestCase(0xFFFFFFFFu)]
    [TestCase(0x7FFFFFFFu)]
    public void Item03_wrong_meta_group_length_is_noted(uint length)
    {
        var meta = FileBytes.Meta();
        BitConverter.TryWriteBytes(meta.AsSpan(8), length);
        Assert.That(Codes([.. FileBytes.Preamble, .. meta, .. FileBytes.Dataset()]), Is.EqualTo(new[] { DicomLeniencyCode.WrongMetaGroupLength }));
    }

    [Test]
    public void Item03_unknown_VR_in_the_meta_information_is_noted()
    {
        var meta = FileBytes.Meta();
        meta[24 + 4 + 2] = (byte)'?';
        meta[24 + 5 + 2] = (byte)'?';
        Assert.That(Codes([.. FileBytes.Preamble, .. meta, .. FileBytes.Dataset()]), Is.EqualTo(new[] { DicomLeniencyCode.UnknownVR }));
    }

    [Test]
    public void Item03_meta_element_longer_than_the_file_is_refused()
    {
        var bytes = (byte[])[.. FileBytes.Preamble, .. new ExplicitElements().Header(2, 1, "OB", 0x7FFFFFFF).Raw([0, 1]).ToArray()];
        Assert.That(Assert.Throws<DicomFormatException>(() => Open(bytes))!.Error, Is.EqualTo(DicomFormatError.Truncated));
    }

    [TestCase("\u0000\u0001")]
    [TestCase("1.2.3\\1.2.4 ")]
    [TestCase("1.2.3\u00001.20")]
    [TestCase("\u00FF\u00FE")]
    [TestCase("    ")]
    public void UID_that_is_none_does_not_get_into_the_meta_information(string uid)
    {
        var value = System.Text.Encoding.Latin1.GetBytes(uid);
        var dataset = new ExplicitElements().Write(8, 0x16, "UN", value).Write(8, 0x18, "UN", value).Text(0x10, 0x20, "LO", "A1").ToArray();
        var came = Open([.. FileBytes.Preamble, .. FileBytes.Meta(), .. dataset]);
        var first = Saved(came);
        var again = Open(first);
        Assert.That(again.FileMetaInformation.Contains(DicomTag.MediaStorageSOPClassUID), Is.False);
        Assert.That(again.FileMetaInformation.Contains(DicomTag.MediaStorageSOPInstanceUID), Is.False);
        Assert.That(again.Dataset.Find<DicomElement>(DicomTag.SOPClassUID)!.Value.ToArray(), Is.EqualTo(value), "the data set stays as it came");
        Assert.That(Saved(again), Is.EqualTo(first), "what is written stays the same once it has been read again");
    }

    [TestCase("1.2.03.4")]
    [TestCase("1.2.840.")]
    [TestCase("PRODUCT-1.2.3")]
    public void UID_that_breaks_a_rule_is_taken_as_it_is(string uid)
    {
        var dataset = new ExplicitElements().Text(8, 0x16, "UI", uid).Text(8, 0x18, "UI", uid).ToArray();
        var again = Open(Saved(Open([.. FileBytes.Preamble, .. FileBytes.Meta(), .. dataset])));
        Assert.That(again.FileMetaInformation.GetString(DicomTag.MediaStorageSOPInstanceUID), Is.EqualTo(uid));
    }

    [Test]
    public void Transfer_syntax_that_is_no_UID_counts_as_missing()
    {
        byte[] bytes = [.. FileBytes.Preamble, .. FileBytes.Meta("1.2.840\u0001\u00001"), .. FileBytes.Dataset()];
        Assert.That(Codes(bytes), Is.EqualTo(new[] { DicomLeniencyCode.NoTransferSyntax }));
        Assert.That(Open(bytes).TransferSyntax, Is.EqualTo(DicomTransferSyntax.ExplicitVRLittleEndian));
    }

    [Test]
    public void Meta_without_transfer_syntax_is_read_by_the_look_of_the_data_set()
    {
        var meta = new ExplicitElements().Write(2, 0, "UL", [14, 0, 0, 0]).Write(2, 1, "OB", [0, 1]).ToArray();
        Assert.That(Codes([.. FileBytes.Preamble, .. meta, .. FileBytes.Dataset()]), Is.EqualTo(new[] { DicomLeniencyCode.NoTransferSyntax }));
    }

    [TestCase("")]
    [TestCase("GET / HTTP/1.1\r\nHost: here\r\n\r\n")]
    [TestCase("%PDF-1.7 and so on, for a while")]
    public void Other_file_is_refused_as_no_DICOM(string text)
    {
        var error = Assert.Throws<DicomFormatException>(() => Open(System.Text.Encoding.ASCII.GetBytes(text)))!;
        Assert.That(error.Error, Is.EqualTo(DicomFormatError.NotDicom));
        Assert.That(error.Message, Does.Contain("no DICOM file"));
    }

    [Test]
    public void Deflated_by_name_only_and_zlib_header_are_read()
    {
        var meta = FileBytes.Meta("1.2.840.10008.1.2.1.99");
        Assert.That(Codes([.. FileBytes.Preamble, .. meta, .. FileBytes.Dataset()]), Is.EqualTo(new[] { DicomLeniencyCode.WrongDeflate }));
        using var zlib = new MemoryStream();
        using (var deflater = new System.IO.Compression.ZLibStream(zlib, System.IO.Compression.CompressionLevel.Optimal, leaveOpen: true))
            deflater.Write(FileBytes.Dataset());
        var file = Open([.. FileBytes.Preamble, .. meta, .. zlib.ToArray()]);
        Assert.That(file.Leniencies.Select(leniency => leniency.Code), Is.EqualTo(new[] { DicomLeniencyCode.WrongDeflate }));
        Assert.That(file.Dataset.GetString(DicomTag.PatientID), Is.EqualTo("A1"));
    }

    [Test]
    public void Item08_uid_that_is_a_path_is_a_value_like_any_other()
    {
        using var work = new WorkFolder();
        var dataset = new ExplicitElements().Text(8, 0x16, "UI", "1.2.840.10008.5.1.4.1.1.7").Text(8, 0x18, "UI", "../../x").ToArray();
        Open([.. FileBytes.Preamble, .. FileBytes.Meta(), .. dataset]).Save(work.File("a"));
        Assert.That(Directory.EnumerateFileSystemEntries(work.Root).Select(Path.GetFileName), Is.EqualTo(new[] { "a" }));
    }

    [Test]
    public void Item09_preamble_is_read_and_never_written_again()
    {
        var bytes = FileBytes.Whole();
        "MZ evil"u8.CopyTo(bytes);
        var file = Open(bytes);
        Assert.That(file.Preamble.Span.StartsWith("MZ evil"u8));
        Assert.That(Saved(file)[..128], Is.All.EqualTo((byte)0));
    }

    [Test]
    public void Saved_file_has_our_meta_information_and_nothing_of_the_senders()
    {
        var meta = new ExplicitElements().Text(2, 0x10, "UI", FileBytes.ExplicitLittleEndian).Text(2, 0x12, "UI", "9.9.9").Text(2, 0x16, "AE", "SENDER").ToArray();
        var file = Open([.. FileBytes.Preamble, .. meta, .. FileBytes.Dataset()]);
        var ours = Open(Saved(file));
        Assert.That(ours.Leniencies, Is.Empty);
        Assert.That(ours.FileMetaInformation.Select(item => item.Tag.Element), Is.EqualTo(new[] { 0, 1, 2, 3, 0x10, 0x12, 0x13 }));
        Assert.That(ours.FileMetaInformation.GetString(DicomTag.MediaStorageSOPInstanceUID), Is.EqualTo("2.25.1"));
        Assert.That(ours.FileMetaInformation.GetUID(DicomTag.ImplementationClassUID), Is.EqualTo(DicomImplementation.ClassUID));
        var kept = Open(Saved(file, new DicomWriteOptions { KeepFileMetaInformation = true }));
        Assert.That(kept.FileMetaInformation.GetString(DicomTag.SourceApplicationEntityTitle), Is.EqualTo("SENDER"));
        Assert.That(kept.Leniencies, Is.Empty);
    }

    [Test]
    public void Slice_of_a_bigger_file_is_read_in_place()
    {
        using var work = new WorkFolder();
        var whole = (byte[])[.. FileBytes.Preamble, .. FileBytes.Meta(), .. FileBytes.Dataset(), .. new ExplicitElements().Write(0x7FE0, 0x10, "OB", new byte[100]).ToArray()];
        File.WriteAllBytes(work.File("segment"), [.. new byte[1000], .. whole, .. new byte[1000]]);
        var file = DicomFile.Open(work.File("segment"), 1000, whole.Length, new DicomReadOptions { StoredValueThreshold = 64 });
        Assert.That(file.Leniencies, Is.Empty);
        Assert.That(file.Dataset.Find<DicomElement>(DicomTag.PixelData)!.Stored!.Offset, Is.EqualTo(1000 + whole.Length - 100));
        Assert.Throws<DicomFormatException>(() => DicomFile.Open(work.File("segment"), 1000, whole.Length - 1));
    }

    [Test]
    public void File_can_be_saved_over_the_one_that_its_values_are_in()
    {
        using var work = new WorkFolder();
        var pixels = Enumerable.Range(0, 100_000).Select(i => (byte)i).ToArray();
        var path = work.File("a");
        File.WriteAllBytes(path, [.. FileBytes.Whole(), .. new ExplicitElements().Write(0x7FE0, 0x10, "OB", pixels).ToArray()]);
        var file = DicomFile.Open(path);
        file.Dataset.AddOrUpdate(DicomTag.PatientID, "B2");
        file.Save(path);
        var again = DicomFile.Open(path, new DicomReadOptions { StoredValueThreshold = int.MaxValue });
        Assert.That(again.Dataset.GetString(DicomTag.PatientID), Is.EqualTo("B2"));
        Assert.That(again.Dataset.Find<DicomElement>(DicomTag.PixelData)!.Value.Span.SequenceEqual(pixels));
        Assert.That(Directory.EnumerateFiles(work.Root).Count(), Is.EqualTo(1));
    }

    [Test]
    public void Failed_save_leaves_nothing_behind()
    {
        using var work = new WorkFolder();
        var file = new DicomFile(new DicomDataset(new DicomFragmentSequence(DicomTag.PixelData, DicomVR.OB, default, [])), DicomTransferSyntax.ExplicitVRLittleEndian);
        Assert.Throws<DicomDataException>(() => file.Save(work.File("a")));
        Assert.That(Directory.EnumerateFiles(work.Root), Is.Empty);
    }

    [Test]
    public void Error_text_tells_place_and_remedy_and_no_value()
    {
        var bytes = (byte[])[.. FileBytes.Whole(), .. new ExplicitElements().Text(0x10, 0x1000, "LO", "SECRET").Header(0x7FE0, 0x10, "OB", 500).Raw("SECRET"u8).ToArray()];
        var error = Assert.Throws<DicomFormatException>(() => Open(bytes))!;
        Assert.That((error.Path, error.Offset), Is.EqualTo(("(7FE0,0010)", bytes.LongLength - 18)));
        Assert.That(error.Message, Does.Contain("sent again").And.Not.Contain("SECRET"));
    }

    private static DicomFile Open(byte[] bytes)
    {
        using var stream = new MemoryStream(bytes);
        return DicomFile.Open(stream);
    }

    private static IEnumerable<DicomLeniencyCode> Codes(byte[] bytes)
    {
        var file = Open(bytes);
        Assert.That(file.Dataset.GetString(DicomTag.PatientID), Is.EqualTo("A1"));
        return file.Leniencies.Select(leniency => leniency.Code);
    }

    private static byte[] Saved(DicomFile file, DicomWriteOptions? options = null)
    {
        using var stream = new MemoryStream();
        file.Save(stream, options);
        return stream.ToArray();
    }
}
