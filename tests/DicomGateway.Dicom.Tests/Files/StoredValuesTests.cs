using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Encoding;
using DicomGateway.Dicom.Encoding.Values;
using DicomGateway.Dicom.Encoding.Writing;
using DicomGateway.Dicom.Files;

namespace DicomGateway.Dicom.Tests.Files;

internal sealed class StoredValuesTests
{
    private static readonly byte[] Little = [.. Enumerable.Range(0, 1000).Select(i => (byte)(i * 7))];

    [TestCase(2)]
    [TestCase(4)]
    [TestCase(8)]
    public void Big_endian_value_is_read_in_little_endian_order_from_anywhere(int unit)
    {
        using var work = new WorkFolder();
        var stored = Store(work, unit);
        foreach (var size in new[] { 1, 3, 8, 64, 5000 })
        {
            using var stream = StoredValues.Open(stored);
            using var copy = new MemoryStream();
            var buffer = new byte[size];
            for (int read; (read = stream.Read(buffer)) > 0;)
                copy.Write(buffer.AsSpan(0, read));
            Assert.That(copy.ToArray(), Is.EqualTo(Little), $"pieces of {size}");
        }

        using var sought = StoredValues.Open(stored);
        sought.Seek(-3, SeekOrigin.End);
        Assert.That((sought.ReadByte(), sought.Position), Is.EqualTo((Little[997], 998L)));
        var part = new byte[16];
        Assert.That(StoredValues.Read(stored, 992, part), Is.EqualTo(8));
        Assert.That(part[..8], Is.EqualTo(Little[992..]));
    }

    [Test]
    public void Values_and_fragments_in_memory_open_as_well()
    {
        using var element = StoredValues.Open(new DicomElement(DicomTag.PixelData, DicomVR.OB, Little.AsMemory(10, 5)));
        using var fragment = StoredValues.Open(new DicomFragment(Little.AsMemory(10, 5)));
        Assert.That((element.Length, element.ReadByte(), fragment.Length), Is.EqualTo((5L, (int)Little[10], 5L)));
    }

    [Test]
    public void File_that_has_become_shorter_is_an_error_and_no_silence()
    {
        using var work = new WorkFolder();
        var stored = Store(work, 1) with { Length = 2000 };
        using var stream = StoredValues.Open(stored);
        Assert.Throws<EndOfStreamException>(() => stream.CopyTo(Stream.Null));
    }

    [Test]
    public void Stored_value_is_written_in_every_byte_order_without_being_loaded()
    {
        using var work = new WorkFolder();
        var big = new DicomDataset(new DicomElement(DicomTag.PixelData, DicomVR.OW, Store(work, 2)));
        var plain = new DicomDataset(new DicomElement(DicomTag.PixelData, DicomVR.OW, Little));
        foreach (var syntax in new[] { DicomTransferSyntax.ExplicitVRBigEndian, DicomTransferSyntax.ExplicitVRLittleEndian, DicomTransferSyntax.DeflatedExplicitVRLittleEndian })
            Assert.That(DicomDatasetWriter.ToArray(big, syntax).AsSpan().SequenceEqual(DicomDatasetWriter.ToArray(plain, syntax)), syntax.ToString());
        Assert.That(CanonicalDigest.Compute(big), Is.EqualTo(CanonicalDigest.Compute(plain)));
    }

    [Test]
    public void Big_endian_file_keeps_large_words_on_disk_to_be_swapped()
    {
        using var work = new WorkFolder();
        new DicomFile(new DicomDataset(new DicomElement(DicomTag.PixelData, DicomVR.OW, Little)), DicomTransferSyntax.ExplicitVRBigEndian).Save(work.File("a"));
        var element = DicomFile.Open(work.File("a"), new DicomReadOptions { StoredValueThreshold = 100 }).Dataset.Find<DicomElement>(DicomTag.PixelData)!;
        Assert.That(element.Stored!.SwapUnit, Is.EqualTo(2));
        using var stream = StoredValues.Open(element);
        Assert.That(stream.ReadByte(), Is.EqualTo(Little[0]));
    }

    [Test]
    public void Text_stays_in_memory_longer_than_other_values()
    {
        using var work = new WorkFolder();
        var dataset = new DicomDataset(
            new DicomElement(new DicomTag(0x00091001), DicomVR.UT, new byte[100_000]),
            new DicomElement(new DicomTag(0x00091002), DicomVR.UT, new byte[1 << 20]),
            new DicomElement(new DicomTag(0x00091003), DicomVR.OB, new byte[100_000]));
        new DicomFile(dataset, DicomTransferSyntax.ExplicitVRLittleEndian).Save(work.File("a"));
        Assert.That(DicomFile.Open(work.File("a")).Dataset.Cast<DicomElement>().Select(element => element.Stored is null), Is.EqualTo(new[] { true, false, false }));
    }

    [Test]
    public void Value_on_disk_is_refused_as_text_by_name_and_no_character_set()
    {
        var stored = new DicomStoredValue("nowhere", 0, 100_000);
        var dataset = new DicomDataset(new DicomElement(DicomTag.SpecificCharacterSet, DicomVR.CS, stored), new DicomElement(DicomTag.PatientID, DicomVR.LO, "A1"u8.ToArray()));
        Assert.Throws<DicomDataException>(() => dataset.GetString(DicomTag.SpecificCharacterSet));
        Assert.Throws<DicomDataException>(() => dataset.GetValues<int>(DicomTag.SpecificCharacterSet));
        Assert.That(dataset.GetString(DicomTag.PatientID), Is.EqualTo("A1"));
    }

    private static DicomStoredValue Store(WorkFolder work, int unit)
    {
        var bytes = new byte[1100];
        Little.CopyTo(bytes, 50);
        for (var at = 50; unit > 1 && at < 1050; at += unit)
            bytes.AsSpan(at, unit).Reverse();
        File.WriteAllBytes(work.File("values"), bytes[..1050]);
        return new DicomStoredValue(work.File("values"), 50, 1000, unit);
    }
}
