using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Encoding;
using DicomGateway.Dicom.Encoding.Parsing;
using DicomGateway.Testing.Faults;

namespace DicomGateway.Dicom.Tests.Encoding.Parsing;

/// <summary>Item 5 of the bad-input list: delimiters that are missing, too many, or lengths that do not agree with them.</summary>
internal sealed class DelimiterTests
{
    private const uint Undefined = Reading.Undefined;

    private static readonly byte[] Code = new ExplicitElements().Text(8, 0x100, "SH", "A1").ToArray();

    [TestCase((ushort)0xE00D)]
    [TestCase((ushort)0xE0DD)]
    public void Stray_delimiter_at_the_top_is_passed_over(ushort element)
    {
        var result = Reading.Explicit(new ExplicitElements().Text(8, 0x60, "CS", "CT").Delimiter(element, 0).Text(0x10, 0x20, "LO", "A1").ToArray());
        AssertRest(result, DicomLeniencyCode.ExtraDelimiter);
    }

    [Test]
    public void Stray_item_at_the_top_is_passed_over()
    {
        var result = Reading.Explicit(new ExplicitElements().Text(8, 0x60, "CS", "CT").Delimiter(0xE000, (uint)Code.Length).Raw(Code).Text(0x10, 0x20, "LO", "A1").ToArray());
        AssertRest(result, DicomLeniencyCode.StrayItem);
    }

    [Test]
    public void Item_after_an_extra_item_end_belongs_to_the_sequence()
    {
        var result = Reading.Explicit(Start().Delimiter(0xE000, Undefined).Raw(Code).Delimiter(0xE00D, 0).Delimiter(0xE00D, 0)
            .Delimiter(0xE000, Undefined).Raw(Code).Delimiter(0xE00D, 0).Delimiter(0xE0DD, 0).Text(0x10, 0x20, "LO", "A1").ToArray());
        AssertItems(result, 2, DicomLeniencyCode.ExtraDelimiter);
    }

    [Test]
    public void Missing_item_delimiter_is_made_up_for()
    {
        var result = Reading.Explicit(Start().Delimiter(0xE000, Undefined).Raw(Code).Delimiter(0xE000, Undefined).Raw(Code)
            .Delimiter(0xE0DD, 0).Text(0x10, 0x20, "LO", "A1").ToArray());
        AssertItems(result, 2, DicomLeniencyCode.MissingDelimiter);
    }

    [Test]
    public void Missing_sequence_delimiter_is_made_up_for()
    {
        var result = Reading.Explicit(Start().Delimiter(0xE000, (uint)Code.Length).Raw(Code).Text(0x10, 0x20, "LO", "A1").ToArray());
        AssertItems(result, 1, DicomLeniencyCode.MissingDelimiter);
    }

    [Test]
    public void Delimiters_missing_at_the_end_of_the_data_set_are_made_up_for()
    {
        var result = Reading.Explicit(Start().Delimiter(0xE000, Undefined).Raw(Code).ToArray());
        Assert.That(result.Codes(), Is.All.EqualTo(DicomLeniencyCode.MissingDelimiter));
        Assert.That(result.Dataset.GetSequence(DicomTag.ProcedureCodeSequence), Has.Count.EqualTo(1));
    }

    [Test]
    public void Sequence_declared_longer_than_it_is_ends_with_its_last_item()
    {
        var result = Reading.Explicit(Start((uint)Code.Length + 8 + 10).Delimiter(0xE000, (uint)Code.Length).Raw(Code).Text(0x10, 0x20, "LO", "A1").ToArray());
        AssertItems(result, 1, DicomLeniencyCode.WrongSequenceLength);
    }

    [Test]
    public void Sequence_declared_shorter_than_it_is_takes_the_items_that_follow()
    {
        var result = Reading.Explicit(Start((uint)Code.Length + 8).Delimiter(0xE000, (uint)Code.Length).Raw(Code)
            .Delimiter(0xE000, (uint)Code.Length).Raw(Code).Text(0x10, 0x20, "LO", "A1").ToArray());
        AssertItems(result, 2, DicomLeniencyCode.WrongSequenceLength);
    }

    [Test]
    public void Item_declared_shorter_than_it_is_keeps_its_elements()
    {
        var result = Reading.Explicit(Start((uint)Code.Length + 8 - 2).Delimiter(0xE000, (uint)Code.Length - 2).Raw(Code).Text(0x10, 0x20, "LO", "A1").ToArray());
        AssertItems(result, 1, DicomLeniencyCode.WrongSequenceLength);
    }

    [Test]
    public void Delimiter_with_a_length_is_taken()
    {
        var result = Reading.Explicit(Start().Delimiter(0xE000, Undefined).Raw(Code).Delimiter(0xE00D, 5).Delimiter(0xE0DD, 7).Text(0x10, 0x20, "LO", "A1").ToArray());
        AssertItems(result, 1, DicomLeniencyCode.ExtraDelimiter);
    }

    [Test]
    public void Undefined_length_on_text_is_read_to_the_delimiter()
    {
        var bytes = new ImplicitElements().Header(0x00080060, Undefined).Raw("CT"u8).Header(0xFFFEE0DD, 0).Text(0x00100020, "A1").ToArray();
        AssertRest(Reading.Implicit(bytes), DicomLeniencyCode.UndefinedLength);
    }

    [Test]
    public void Fragments_without_a_delimiter_end_with_the_data_set()
    {
        var result = DicomDatasetReader.Read(
            new ExplicitElements().Header(0x7FE0, 0x10, "OB", Undefined).Delimiter(0xE000, 0).Delimiter(0xE000, 2).Raw([1, 2]).ToArray(),
            DicomTransferSyntax.Lookup("1.2.840.10008.1.2.4.50"));
        Assert.That(result.Codes(), Is.EqualTo(new[] { DicomLeniencyCode.MissingDelimiter }));
    }

    private static ExplicitElements Start(uint length = Undefined) => new ExplicitElements().Text(8, 0x60, "CS", "CT").Header(8, 0x1032, "SQ", length);

    private static void AssertItems(DicomReadResult result, int items, DicomLeniencyCode code)
    {
        var sequence = result.Dataset.GetSequence(DicomTag.ProcedureCodeSequence);
        Assert.That(sequence, Has.Count.EqualTo(items));
        Assert.That(sequence.Select(item => item.GetString(DicomTag.CodeValue)), Is.All.EqualTo("A1"));
        AssertRest(result, code);
    }

    private static void AssertRest(DicomReadResult result, DicomLeniencyCode code)
    {
        Assert.That(result.Codes(), Is.Not.Empty.And.All.EqualTo(code));
        Assert.That(result.Dataset.GetString(DicomTag.Modality), Is.EqualTo("CT"));
        Assert.That(result.Dataset.GetString(DicomTag.PatientID), Is.EqualTo("A1"));
    }
}
