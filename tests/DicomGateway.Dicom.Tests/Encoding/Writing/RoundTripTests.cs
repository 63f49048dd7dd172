using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Encoding.Parsing;
using DicomGateway.Dicom.Encoding.Values;
using DicomGateway.Dicom.Encoding.Writing;
using DicomGateway.Dicom.Tests.Encoding.Parsing;
using DicomGateway.Testing.Faults;

namespace DicomGateway.Dicom.Tests.Encoding.Writing;

/// <summary>What is written is read again as it was, in every syntax and however it is cut.</summary>
internal sealed class RoundTripTests
{
    private const int Cases = 100;

    [TestCase("1.2.840.10008.1.2.1")]
    [TestCase("1.2.840.10008.1.2.2")]
    [TestCase("1.2.840.10008.1.2.1.99")]
    [TestCase("1.2.840.10008.1.2.4.50")]
    public void Data_set_with_VR_comes_back_with_the_same_items_and_bytes(string uid)
    {
        var syntax = DicomTransferSyntax.Lookup(uid);
        for (ulong number = 0; number < Cases; number++)
        {
            var dataset = RandomDatasets.Make(SeededSequence.Of(1, number));
            var bytes = DicomDatasetWriter.ToArray(dataset, syntax);
            var result = DicomDatasetReader.Read(bytes, syntax);
            AssertSame(dataset, result.Dataset, $"case {number}");
            AssertEqual(DicomDatasetWriter.ToArray(result.Dataset, syntax), bytes, $"case {number}");
        }
    }

    [Test]
    public void Implicit_data_set_comes_back_with_the_same_bytes_and_digest()
    {
        for (ulong number = 0; number < Cases; number++)
        {
            var dataset = RandomDatasets.Make(SeededSequence.Of(2, number));
            var bytes = DicomDatasetWriter.ToArray(dataset, DicomTransferSyntax.ImplicitVRLittleEndian);
            var result = Reading.Implicit(bytes);
            AssertEqual(DicomDatasetWriter.ToArray(result.Dataset, DicomTransferSyntax.ImplicitVRLittleEndian), bytes, $"case {number}");
            Assert.That(CanonicalDigest.Compute(result.Dataset), Is.EqualTo(CanonicalDigest.Compute(dataset)), $"case {number}");
        }
    }

    [TestCase("1.2.840.10008.1.2.1", 0x20000010u, 256)]
    [TestCase("1.2.840.10008.1.2.1", 0x04000100u, 2048)]
    [TestCase("1.2.840.10008.1.2.2", 0x20000010u, 256)]
    [TestCase("1.2.840.10008.1.2.2", 0x60000010u, 512)]
    [TestCase("1.2.840.10008.1.2", 0x00100010u, 0x4F4C)]
    [TestCase("1.2.840.10008.1.2", 0x20000010u, 0x4E50)]
    public void Data_set_whose_start_looks_like_another_encoding_comes_back(string uid, uint first, int length)
    {
        var syntax = DicomTransferSyntax.Lookup(uid);
        foreach (var follows in new[] { true, false })
        {
            var dataset = new DicomDataset(new DicomElement(new DicomTag(first), DicomVR.LO, new byte[length]));
            if (follows)
                dataset.AddOrUpdate(new DicomElement(new DicomTag(first + 0x20), DicomVR.SH, "AB"u8.ToArray()));
            var bytes = DicomDatasetWriter.ToArray(dataset, syntax);
            var result = DicomDatasetReader.Read(bytes, syntax);
            Assert.That(result.Leniencies, Is.Empty);
            AssertEqual(DicomDatasetWriter.ToArray(result.Dataset, syntax), bytes, uid);
        }
    }

    [Test]
    public void Pulled_in_pieces_of_any_size_the_bytes_are_the_same()
    {
        foreach (var syntax in new[] { DicomTransferSyntax.ExplicitVRBigEndian, DicomTransferSyntax.DeflatedExplicitVRLittleEndian })
        {
            for (ulong number = 0; number < 40; number++)
            {
                var random = SeededSequence.Of(3, number);
                var dataset = RandomDatasets.Make(random);
                using var stream = DicomDatasetWriter.OpenRead(dataset, syntax);
                using var pieces = new MemoryStream();
                var piece = new byte[32];
                for (int read; (read = stream.Read(piece.AsSpan(0, random.Between(1, 32)))) > 0;)
                    pieces.Write(piece.AsSpan(0, read));
                AssertEqual(pieces.ToArray(), DicomDatasetWriter.ToArray(dataset, syntax), $"case {number}");
            }
        }
    }

    [Test]
    public async Task Stream_length_and_asynchronous_writing_agree()
    {
        var dataset = RandomDatasets.Make(SeededSequence.Of(4, 7));
        foreach (var syntax in new[] { DicomTransferSyntax.ImplicitVRLittleEndian, DicomTransferSyntax.ExplicitVRLittleEndian, DicomTransferSyntax.ExplicitVRBigEndian })
        {
            using var stream = new MemoryStream();
            await DicomDatasetWriter.WriteAsync(dataset, stream, syntax);
            Assert.That(DicomDatasetWriter.GetLength(dataset, syntax), Is.EqualTo(stream.Length));
            AssertEqual(stream.ToArray(), DicomDatasetWriter.ToArray(dataset, syntax), syntax.ToString());
        }

        Assert.That(DicomDatasetWriter.GetLength(dataset, DicomTransferSyntax.DeflatedExplicitVRLittleEndian), Is.Null);
    }

    [Test]
    public void Reading_from_a_stream_gives_what_reading_from_memory_gives()
    {
        for (ulong number = 0; number < 40; number++)
        {
            var dataset = RandomDatasets.Make(SeededSequence.Of(5, number));
            var bytes = DicomDatasetWriter.ToArray(dataset, DicomTransferSyntax.ExplicitVRLittleEndian);
            AssertSame(dataset, DicomDatasetReader.Read(new DripStream(bytes), DicomTransferSyntax.ExplicitVRLittleEndian).Dataset, $"case {number}");
        }
    }

    // Is.EqualTo compares byte by byte through boxes.
    private static void AssertEqual(ReadOnlySpan<byte> actual, ReadOnlySpan<byte> expected, string what) =>
        Assert.That(actual.SequenceEqual(expected), $"{what}: other bytes");

    private static void AssertSame(DicomDataset expected, DicomDataset actual, string what)
    {
        Assert.That(actual.Select(item => item.Tag), Is.EqualTo(expected.Select(item => item.Tag)), what);
        foreach (var (came, went) in actual.Zip(expected))
        {
            switch (came, went)
            {
                case (DicomElement read, DicomElement written):
                    // What its 16-bit length cannot hold is written as UN.
                    Assert.That(read.VR, Is.EqualTo(written.Length > 65534 && !written.VR.HasLongLength ? DicomVR.UN : written.VR), $"{what} {written}");
                    if (read.VR == written.VR)
                        AssertEqual(read.Value.Span, written.Value.Span, $"{what} {written}");
                    break;
                case (DicomSequence read, DicomSequence written):
                    Assert.That((read.Count, read.IsUndefinedLength), Is.EqualTo((written.Count, written.IsUndefinedLength)), what);
                    foreach (var (item, other) in read.Zip(written))
                    {
                        Assert.That(item.IsUndefinedLength, Is.EqualTo(other.IsUndefinedLength), what);
                        AssertSame(other, item, what);
                    }

                    break;
                default:
                    Assert.Fail($"{what}: {came} for {went}");
                    break;
            }
        }
    }

    /// <summary>A few bytes at a time, length unknown.</summary>
    private sealed class DripStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;

        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(buffer.Length, 7)]);
    }
}
