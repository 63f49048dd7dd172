using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Encoding;
using DicomGateway.Dicom.Encoding.Parsing;
using DicomGateway.Dicom.Encoding.Writing;
using DicomGateway.Testing.Faults;

namespace DicomGateway.Dicom.Tests.Encoding.Parsing;

/// <summary>What real files do against the standard is read, and noted.</summary>
internal sealed class LeniencyTests
{
    private const uint Undefined = Reading.Undefined;

    [Test]
    public void Well_formed_data_set_has_no_leniency()
    {
        var result = Reading.Explicit(new ExplicitElements().Text(8, 0x60, "CS", "CT").Text(0x10, 0x20, "LO", "A1").ToArray());
        Assert.That(result.Leniencies, Is.Empty);
        Assert.That(result.Dataset.GetString(DicomTag.PatientID), Is.EqualTo("A1"));
    }

    [Test]
    public void Group_length_is_kept_and_noted()
    {
        var result = Reading.Explicit(new ExplicitElements().Write(8, 0, "UL", [10, 0, 0, 0]).Text(8, 0x60, "CS", "CT").ToArray());
        Assert.That(result.Codes(), Is.EqualTo(new[] { DicomLeniencyCode.GroupLength }));
    }

    [Test]
    public void Odd_length_is_read_with_or_without_an_uncounted_padding_byte()
    {
        foreach (var padding in new byte[][] { [], [0x20] })
        {
            var result = Reading.Explicit(new ExplicitElements().Header(8, 0x60, "CS", 3).Raw("ABC"u8).Raw(padding).Text(0x10, 0x20, "LO", "A1").ToArray());
            Assert.That(result.Codes(), Is.EqualTo(new[] { DicomLeniencyCode.OddLength }));
            Assert.That(result.Dataset.GetString(DicomTag.Modality), Is.EqualTo("ABC"));
            Assert.That(result.Dataset.GetString(DicomTag.PatientID), Is.EqualTo("A1"));
        }
    }

    [Test]
    public void Unknown_sequence_of_undefined_length_is_implicit_little_endian_inside()
    {
        var inside = new ImplicitElements().Header(0xFFFEE000, Undefined).Text(0x00100020, "AB").Header(0xFFFEE00D, 0).Header(0xFFFEE0DD, 0).ToArray();
        var result = Reading.Explicit(new ExplicitElements().Header(0x11, 0x1001, "UN", Undefined).Raw(inside).Text(0x20, 0x10, "SH", "1 ").ToArray());
        Assert.That(result.Codes(), Is.EqualTo(new[] { DicomLeniencyCode.UnknownVRSequence }));
        Assert.That(result.Dataset.GetSequence(new DicomTag(0x00111001))[0].GetString(DicomTag.PatientID), Is.EqualTo("AB"));
        Assert.That(result.Dataset.GetString(DicomTag.StudyID), Is.EqualTo("1"));
    }

    [Test]
    public void Private_UN_of_defined_length_that_is_a_chain_of_items_is_a_sequence()
    {
        var inside = new ImplicitElements().Header(0xFFFEE000, 10).Text(0x00100020, "AB").Header(0xFFFEE000, 0).ToArray();
        var result = Reading.Explicit(new ExplicitElements().Write(0x11, 0x1001, "UN", inside).ToArray());
        Assert.That(result.Dataset.GetSequence(new DicomTag(0x00111001)), Has.Count.EqualTo(2));
    }

    [Test]
    public void Private_UN_that_only_starts_like_an_item_stays_a_value()
    {
        byte[] inside = [0xFE, 0xFF, 0x00, 0xE0, 2, 0, 0, 0, 1, 2, 3, 4];
        var result = Reading.Explicit(new ExplicitElements().Write(0x11, 0x1001, "UN", inside).ToArray());
        Assert.That(result.Dataset.Find<DicomElement>(new DicomTag(0x00111001))!.Value.ToArray(), Is.EqualTo(inside));
    }

    [Test]
    public void Implicit_data_set_under_an_explicit_syntax_is_recognised_and_the_reverse()
    {
        var bytes = new ImplicitElements().Text(0x00080060, "CT").Text(0x00100020, "A1").ToArray();
        Assert.That(Reading.Explicit(bytes).Codes(), Is.EqualTo(new[] { DicomLeniencyCode.EncodingDiffersFromTransferSyntax }));
        Assert.That(Reading.Explicit(bytes).Dataset.GetString(DicomTag.PatientID), Is.EqualTo("A1"));
        bytes = new ExplicitElements().Text(8, 0x60, "CS", "CT").Text(0x10, 0x20, "LO", "A1").ToArray();
        Assert.That(Reading.Implicit(bytes).Codes(), Is.EqualTo(new[] { DicomLeniencyCode.EncodingDiffersFromTransferSyntax }));
        Assert.That(Reading.Implicit(bytes).Dataset.GetString(DicomTag.PatientID), Is.EqualTo("A1"));
    }

    [Test]
    public void Swapped_byte_order_is_recognised()
    {
        var bytes = new ImplicitElements(bigEndian: true).Text(0x00080060, "CT").Header(0x00280010, 2).Raw([0x02, 0x00]).ToArray();
        var result = Reading.Explicit(bytes);
        Assert.That(result.Codes(), Is.EqualTo(new[] { DicomLeniencyCode.EncodingDiffersFromTransferSyntax }));
        Assert.That(result.Dataset.GetValue<ushort>(DicomTag.Rows), Is.EqualTo(512));
    }

    [Test]
    public void Data_set_that_starts_with_a_high_group_is_not_taken_for_a_swapped_one()
    {
        foreach (var value in new[] { "1 ", "" })
        {
            var dataset = new DicomDataset(new DicomElement(new DicomTag(0x20000010), DicomVR.IS, System.Text.Encoding.ASCII.GetBytes(value)));
            foreach (var syntax in new[] { DicomTransferSyntax.ImplicitVRLittleEndian, DicomTransferSyntax.ExplicitVRLittleEndian, DicomTransferSyntax.ExplicitVRBigEndian })
            {
                var result = DicomDatasetReader.Read(DicomDatasetWriter.ToArray(dataset, syntax), syntax);
                Assert.That(result.Leniencies, Is.Empty, syntax.ToString());
                Assert.That(result.Dataset.Single().Tag, Is.EqualTo(new DicomTag(0x20000010)));
            }
        }
    }

    [Test]
    public void Implicit_item_in_an_explicit_data_set_is_read()
    {
        var item = new ImplicitElements().Text(0x00080100, "A1").Text(0x00080102, "DCM ").ToArray();
        var result = Reading.Explicit(new ExplicitElements().Header(8, 0x1032, "SQ", Undefined)
            .Delimiter(0xE000, (uint)item.Length).Raw(item).Delimiter(0xE0DD, 0).Text(0x10, 0x20, "LO", "A1").ToArray());
        Assert.That(result.Codes(), Is.EqualTo(new[] { DicomLeniencyCode.ItemEncodingDiffers }));
        Assert.That(result.Dataset.GetSequence(DicomTag.ProcedureCodeSequence)[0].GetString(DicomTag.CodeValue), Is.EqualTo("A1"));
        Assert.That(result.Dataset.GetString(DicomTag.PatientID), Is.EqualTo("A1"));
    }

    [TestCase("??")]
    [TestCase("  ")]
    [TestCase("\0\0")]
    [TestCase("ZZ")]
    public void Unknown_VR_is_read_with_the_length_form_that_fits(string vr)
    {
        byte[] tag = [0x28, 0, 0x20, 1, (byte)vr[0], (byte)vr[1]];
        foreach (var length in vr == "ZZ" ? new byte[][] { [2, 0], [0, 0, 2, 0, 0, 0] } : [[2, 0]])
        {
            var result = Reading.Explicit(new ExplicitElements().Text(8, 0x60, "CS", "CT").Raw(tag).Raw(length).Raw([7, 0]).Text(0x40, 0x275, "LO", "A1").ToArray());
            Assert.That(result.Dataset.Find<DicomElement>(new DicomTag(0x00280120))!.Value.ToArray(), Is.EqualTo(new byte[] { 7, 0 }));
            Assert.That(result.Dataset.Contains(new DicomTag(0x00400275)));
            Assert.That(result.Leniencies, Has.Count.EqualTo(1));
        }
    }

    [Test]
    public void Long_VR_with_a_16_bit_length_and_short_VR_with_a_32_bit_one_are_read()
    {
        var result = Reading.Explicit(new ExplicitElements().Raw([8, 0, 0x70, 0, (byte)'O', (byte)'B', 4, 0, 1, 2, 3, 4])
            .Raw([0x10, 0, 0x20, 0, (byte)'L', (byte)'O', 0, 0, 2, 0, 0, 0, (byte)'A', (byte)'1']).Text(0x20, 0x10, "SH", "1 ").ToArray());
        Assert.That(result.Codes(), Is.EqualTo(new[] { DicomLeniencyCode.WrongLengthForm, DicomLeniencyCode.WrongLengthForm }));
        Assert.That(result.Dataset.GetString(DicomTag.PatientID), Is.EqualTo("A1"));
        Assert.That(result.Dataset.GetString(DicomTag.StudyID), Is.EqualTo("1"));
    }

    [Test]
    public void Duplicate_keeps_the_first_and_hands_over_the_other()
    {
        var result = Reading.Explicit(new ExplicitElements().Text(0x10, 0x10, "PN", "A^B ").Text(0x10, 0x20, "LO", "A1").Text(0x10, 0x20, "LO", "B2").ToArray());
        Assert.That(result.Dataset.GetString(DicomTag.PatientID), Is.EqualTo("A1"));
        var duplicate = result.Leniencies.Single(leniency => leniency.Code == DicomLeniencyCode.DuplicateElement);
        Assert.That(duplicate.Path, Is.EqualTo("(0010,0020)"));
        Assert.That(((DicomElement)duplicate.Item!).Value.ToArray(), Is.EqualTo("B2"u8.ToArray()));
        Assert.That(duplicate.ToString(), Does.Not.Contain("B2"));
    }

    [Test]
    public void Unordered_elements_are_put_in_order_and_each_is_kept()
    {
        var result = Reading.Explicit(new ExplicitElements().Text(0x20, 0x10, "SH", "1 ").Text(0x10, 0x20, "LO", "A1").Text(8, 0x60, "CS", "CT").ToArray());
        Assert.That(result.Dataset.Select(item => item.Tag), Is.EqualTo(new[] { DicomTag.Modality, DicomTag.PatientID, DicomTag.StudyID }));
        Assert.That(result.Codes(), Is.All.EqualTo(DicomLeniencyCode.UnorderedElements));
    }

    [Test]
    public void Trailing_padding_and_trailing_zeros_are_noted()
    {
        var result = Reading.Explicit(new ExplicitElements().Text(8, 0x60, "CS", "CT").Write(0xFFFC, 0xFFFC, "OB", [0, 0]).Raw(new byte[20]).ToArray());
        Assert.That(result.Codes(), Is.EqualTo(new[] { DicomLeniencyCode.TrailingPadding, DicomLeniencyCode.TrailingBytes }));
    }

    [Test]
    public void Pixel_data_of_undefined_length_in_any_VR_are_fragments()
    {
        foreach (var vr in new[] { "OB", "OW", "UN" })
        {
            var result = DicomDatasetReader.Read(
                new ExplicitElements().Header(0x7FE0, 0x10, vr, Undefined).Delimiter(0xE000, 0).Delimiter(0xE000, 4).Raw([1, 2, 3, 4]).Delimiter(0xE0DD, 0).ToArray(),
                DicomTransferSyntax.Lookup("1.2.840.10008.1.2.4.50"));
            var fragments = result.Dataset.Find<DicomFragmentSequence>(DicomTag.PixelData)!;
            Assert.That(fragments.BasicOffsetTable.Length, Is.Zero);
            Assert.That(fragments.Fragments.Single().Value.ToArray(), Is.EqualTo(new byte[] { 1, 2, 3, 4 }));
            Assert.That(result.Leniencies, Is.Empty);
        }
    }

    [Test]
    public void First_places_of_a_leniency_are_listed_and_the_rest_counted()
    {
        var elements = new ExplicitElements();
        for (ushort element = 0x1000; element < 0x1000 + 200; element++)
            elements.Write(0x11, element, "UN", [1, 2, 3]);
        var result = Reading.Explicit(elements.ToArray());
        Assert.That(result.Leniencies, Has.Count.EqualTo(64));
        Assert.That(result.Leniencies.Sum(leniency => leniency.Occurrences), Is.EqualTo(200));
    }

    [Test]
    public void Ambiguous_VR_of_implicit_data_follows_pixel_representation()
    {
        foreach (var (representation, vr) in new[] { ((byte)0, DicomVR.US), ((byte)1, DicomVR.SS) })
        {
            var result = Reading.Implicit(new ImplicitElements().Header(0x00280103, 2).Raw([representation, 0]).Header(0x00280106, 2).Raw([1, 0])
                .Header(0x7FE00010, 2).Raw([1, 2]).ToArray());
            Assert.That(result.Dataset[new DicomTag(0x00280106)].VR, Is.EqualTo(vr));
            Assert.That(result.Dataset[DicomTag.PixelData].VR, Is.EqualTo(DicomVR.OW));
        }
    }
}
