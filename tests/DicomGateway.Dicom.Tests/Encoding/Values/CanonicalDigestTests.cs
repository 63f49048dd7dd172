using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Encoding.Values;
using DicomGateway.Dicom.Tests.Encoding.Parsing;
using DicomGateway.Testing.Faults;

namespace DicomGateway.Dicom.Tests.Encoding.Values;

internal sealed class CanonicalDigestTests
{
    private static readonly byte[] Plain = Digest(Elements());

    [Test]
    public void Padding_group_lengths_and_retrieval_attributes_do_not_count()
    {
        Assert.That(Digest(new ExplicitElements().Text(8, 0x60, "CS", "CT").Text(0x10, 0x20, "LO", "A1  ")), Is.EqualTo(Plain));
        Assert.That(Digest(new ExplicitElements().Write(8, 0, "UL", [10, 0, 0, 0]).Text(8, 0x54, "AE", "HERE").Text(8, 0x56, "CS", "ONLINE").Text(8, 0x60, "CS", "CT")
            .Text(0x10, 0x20, "LO", "A1").Write(0xFFFC, 0xFFFC, "OB", [0, 0])), Is.EqualTo(Plain));
    }

    [Test]
    public void Form_of_lengths_does_not_count()
    {
        var code = new ExplicitElements().Text(8, 0x100, "SH", "A1").ToArray();
        var defined = new ExplicitElements().Header(8, 0x1032, "SQ", (uint)code.Length + 8).Delimiter(0xE000, (uint)code.Length).Raw(code);
        var undefined = new ExplicitElements().Header(8, 0x1032, "SQ", 0xFFFFFFFF).Delimiter(0xE000, 0xFFFFFFFF).Raw(code).Delimiter(0xE00D, 0).Delimiter(0xE0DD, 0);
        Assert.That(Digest(defined), Is.EqualTo(Digest(undefined)));
    }

    [Test]
    public void Any_value_tag_or_nesting_counts()
    {
        var code = new ExplicitElements().Text(8, 0x100, "SH", "A1").ToArray();
        var others = new[]
        {
            Elements().Number(0x28, 0x10, 0),
            Elements().Write(0x28, 0x10, "US", []),
            Elements().Number(0x28, 0x11, 0),
            Elements().Write(0x7FE0, 0x10, "OB", [1, 0]),
            Elements().Write(0x7FE0, 0x10, "OB", [1, 0, 0, 0]),
            Elements().Header(0x40, 0x275, "SQ", 0),
            Elements().Header(0x40, 0x275, "SQ", 8).Delimiter(0xE000, 0),
            Elements().Header(0x40, 0x275, "SQ", (uint)code.Length + 8).Delimiter(0xE000, (uint)code.Length).Raw(code),
            Elements().Header(0x40, 0x275, "SQ", (uint)code.Length + 16).Delimiter(0xE000, (uint)code.Length).Raw(code).Delimiter(0xE000, 0),
        };
        Assert.That(others.Select(elements => Convert.ToHexString(Digest(elements))).Append(Convert.ToHexString(Plain)), Is.Unique);
    }

    [Test]
    public void Fragments_count_and_offset_table_does_not()
    {
        var digests = new[] { ((byte)0, (byte)1), ((byte)1, (byte)1), ((byte)0, (byte)2) }.Select(pair => Convert.ToHexString(CanonicalDigest.Compute(new DicomDataset(
            new DicomFragmentSequence(DicomTag.PixelData, DicomVR.OB, new byte[] { pair.Item1, 0, 0, 0 }, [new DicomFragment(new[] { pair.Item2, (byte)0 })]))))).ToList();
        Assert.That(digests[0], Is.EqualTo(digests[1]).And.Not.EqualTo(digests[2]));
    }

    private static ExplicitElements Elements() => new ExplicitElements().Text(8, 0x60, "CS", "CT").Text(0x10, 0x20, "LO", "A1");

    private static byte[] Digest(ExplicitElements elements) => CanonicalDigest.Compute(Reading.Explicit(elements.ToArray()).Dataset);
}
