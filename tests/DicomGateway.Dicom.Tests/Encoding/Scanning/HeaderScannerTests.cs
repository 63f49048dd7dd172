using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Encoding.Scanning;
using DicomGateway.Dicom.Encoding.Writing;
using DicomGateway.Testing.Faults;
using DicomGateway.Testing.Faults.Fuzzing;

namespace DicomGateway.Dicom.Tests.Encoding.Scanning;

internal sealed class HeaderScannerTests
{
    private static readonly DicomTag[] Wanted = [DicomTag.SOPInstanceUID, DicomTag.PatientID, DicomTag.SeriesInstanceUID, DicomTag.InstanceNumber];

    [TestCase("1.2.840.10008.1.2")]
    [TestCase("1.2.840.10008.1.2.1")]
    [TestCase("1.2.840.10008.1.2.2")]
    [TestCase("1.2.840.10008.1.2.1.99")]
    [TestCase("1.2.840.10008.1.2.4.50")]
    public void Wanted_values_are_found_however_the_bytes_are_cut(string uid)
    {
        var syntax = DicomTransferSyntax.Lookup(uid);
        var bytes = DicomDatasetWriter.ToArray(Instance(), syntax);
        foreach (var piece in new[] { 1, 2, 3, 7, 13, 1000, 1_000_000 })
        {
            var scanner = new DicomHeaderScanner(syntax, Wanted);
            for (var at = 0; at < bytes.Length && !scanner.Push(bytes.AsSpan(at, Math.Min(piece, bytes.Length - at))); at += piece)
            {
            }

            scanner.End();
            Assert.That(scanner.IsComplete, $"pieces of {piece}");
            Assert.That(Wanted.Select(scanner.GetString), Is.EqualTo(new[] { "1.2.3", "A1", "1.2.5", null }), $"pieces of {piece}");
        }
    }

    [Test]
    public void Scan_is_over_before_the_pixel_data()
    {
        var bytes = DicomDatasetWriter.ToArray(Instance(), DicomTransferSyntax.ExplicitVRLittleEndian);
        var scanner = new DicomHeaderScanner(DicomTransferSyntax.ExplicitVRLittleEndian, Wanted);
        Assert.That(scanner.Push(bytes.AsSpan(0, bytes.Length - 90_000)));
        Assert.That(scanner.IsComplete);
    }

    [Test]
    public void Value_inside_a_sequence_is_not_taken_for_a_top_level_one()
    {
        var nested = new DicomDataset(new DicomElement(DicomTag.PatientID, DicomVR.LO, "NO"u8.ToArray())) { IsUndefinedLength = true };
        var dataset = new DicomDataset(new DicomSequence(DicomTag.ProcedureCodeSequence, nested) { IsUndefinedLength = true });
        foreach (var syntax in new[] { DicomTransferSyntax.ImplicitVRLittleEndian, DicomTransferSyntax.ExplicitVRLittleEndian })
        {
            var scanner = new DicomHeaderScanner(syntax, Wanted);
            scanner.Push(DicomDatasetWriter.ToArray(dataset, syntax));
            scanner.End();
            Assert.That((scanner.IsComplete, scanner.GetString(DicomTag.PatientID)), Is.EqualTo((true, (string?)null)));
        }
    }

    [Test]
    public void Other_encoding_than_declared_is_recognised()
    {
        var scanner = new DicomHeaderScanner(DicomTransferSyntax.ExplicitVRLittleEndian, Wanted);
        scanner.Push(DicomDatasetWriter.ToArray(Instance(), DicomTransferSyntax.ImplicitVRLittleEndian));
        Assert.That(scanner.GetString(DicomTag.PatientID), Is.EqualTo("A1"));
    }

    [Test]
    public void Scan_gives_up_at_its_bound()
    {
        var scanner = new DicomHeaderScanner(DicomTransferSyntax.ExplicitVRLittleEndian, Wanted, maxBytes: 100);
        Assert.That(scanner.Push(new ExplicitElements().Header(8, 0x10, "UT", 1_000_000).Raw(new byte[200]).ToArray()));
        Assert.That(scanner.IsComplete, Is.False);
    }

    [Test]
    public void Garbage_never_throws()
    {
        DicomTransferSyntax[] syntaxes =
            [DicomTransferSyntax.ImplicitVRLittleEndian, DicomTransferSyntax.ExplicitVRLittleEndian, DicomTransferSyntax.ExplicitVRBigEndian, DicomTransferSyntax.DeflatedExplicitVRLittleEndian];
        var seed = DicomDatasetWriter.ToArray(Instance(), DicomTransferSyntax.ExplicitVRLittleEndian)[..2000];
        for (ulong number = 0; number < 2000; number++)
        {
            var random = SeededSequence.Of(6, number);
            var bytes = DataSetMutator.Mutate(seed, random);
            var scanner = new DicomHeaderScanner(random.Pick(syntaxes), Wanted);
            for (var at = 0; at < bytes.Length && !scanner.IsFinished;)
            {
                var piece = Math.Min(random.Between(1, 100), bytes.Length - at);
                scanner.Push(bytes.AsSpan(at, piece));
                at += piece;
            }

            scanner.End();
        }
    }

    private static DicomDataset Instance()
    {
        var item = new DicomDataset(new DicomElement(DicomTag.CodeValue, DicomVR.SH, "NO"u8.ToArray())) { IsUndefinedLength = true };
        var dataset = new DicomDataset(
            new DicomElement(DicomTag.SOPInstanceUID, DicomVR.UI, "1.2.3\0"u8.ToArray()),
            new DicomElement(DicomTag.Modality, DicomVR.CS, "CT"u8.ToArray()),
            new DicomSequence(DicomTag.ProcedureCodeSequence, item, new DicomDataset()) { IsUndefinedLength = true },
            new DicomElement(new DicomTag(0x00091001), DicomVR.UN, new byte[5000]),
            new DicomElement(DicomTag.PatientID, DicomVR.LO, "A1"u8.ToArray()),
            new DicomElement(DicomTag.SeriesInstanceUID, DicomVR.UI, "1.2.5\0"u8.ToArray()),
            new DicomElement(DicomTag.Rows, DicomVR.US, new byte[] { 1, 0 }));
        return dataset.AddOrUpdate(new DicomElement(DicomTag.PixelData, DicomVR.OW, new byte[100_000]));
    }
}
