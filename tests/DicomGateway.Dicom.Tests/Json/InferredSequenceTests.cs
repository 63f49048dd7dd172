using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Files.Json;
using DicomGateway.Dicom.Tests.Encoding.Parsing;
using DicomGateway.Testing.Faults;

namespace DicomGateway.Dicom.Tests.Json;

/// <summary>A private value that only looks like a sequence: its items are searched, and yet it is shown as what it came as.</summary>
internal sealed class InferredSequenceTests
{
    private const uint Undefined = 0xFFFFFFFF;

    // An item with a name and a chain of its own, an item of undefined length, an empty item.
    private static readonly byte[] Chain = new ImplicitElements()
        .Header(0xFFFEE000, 12 + 10 + 26).Text(0x00100010, "A^B ").Text(0x00110010, "MY").Header(0x00111001, 18).Header(0xFFFEE000, 10).Text(0x00100020, "AB")
        .Header(0xFFFEE000, Undefined).Text(0x00080060, "CT").Header(0xFFFEE00D, 0).ToArray();

    private static readonly DicomTag Private = new(0x00111001);

    [Test]
    public void Without_VR_or_as_UN_it_is_read_as_a_sequence_and_shown_as_UN_with_the_bytes_that_came()
    {
        var expected = """{"00110010":{"vr":"LO","Value":["NOBODY"]},"00111001":{"vr":"UN","InlineBinary":"*"}}""".Replace("*", Convert.ToBase64String(Chain), StringComparison.Ordinal);
        var withoutVR = Reading.Implicit(new ImplicitElements().Text(0x00110010, "NOBODY").Header(0x00111001, (uint)Chain.Length).Raw(Chain).ToArray()).Dataset;
        var unknown = Reading.Explicit(new ExplicitElements().Text(0x11, 0x10, "LO", "NOBODY").Write(0x11, 0x1001, "UN", Chain).ToArray()).Dataset;
        foreach (var dataset in new[] { withoutVR, unknown })
        {
            Assert.That(dataset.GetSequence(Private)[0].GetString(DicomTag.PatientName), Is.EqualTo("A^B"));
            Assert.That(dataset.GetSequence(Private)[0].GetSequence(Private)[0].GetString(DicomTag.PatientID), Is.EqualTo("AB"));
            Assert.That(Json(dataset), Is.EqualTo(expected));
            Assert.That(Json(dataset.Clone()), Is.EqualTo(expected));
        }
    }

    [Test]
    public void What_is_changed_inside_is_changed_in_the_bytes()
    {
        var dataset = Reading.Explicit(new ExplicitElements().Write(0x11, 0x1001, "UN", Chain).ToArray()).Dataset;
        dataset.GetSequence(Private)[0].Remove(DicomTag.PatientName);
        var bytes = Convert.FromBase64String(Json(dataset).Split('"')[^2]);
        Assert.That(bytes, Has.Length.EqualTo(Chain.Length - 12));
        Assert.That(bytes.AsSpan().IndexOf("A^B"u8), Is.Negative);
    }

    [Test]
    public void Sequence_by_VR_by_dictionary_or_by_undefined_length_is_shown_as_one()
    {
        var item = new ImplicitElements().Header(0xFFFEE000, 10).Text(0x00100020, "AB").ToArray();
        var delimited = new ImplicitElements().Raw(item).Header(0xFFFEE0DD, 0).ToArray();
        foreach (var dataset in new[]
        {
            Reading.Implicit(new ImplicitElements().Text(0x20050010, "Philips MR Imaging DD 001 ").Header(0x20051080, 18).Raw(item).ToArray()).Dataset,
            Reading.Explicit(new ExplicitElements().Text(0x2005, 0x10, "LO", "Philips MR Imaging DD 001 ").Write(0x2005, 0x1080, "UN", item).ToArray()).Dataset,
            Reading.Explicit(new ExplicitElements().Text(0x2005, 0x10, "LO", "NOBODY").Header(0x2005, 0x1080, "UN", Undefined).Raw(delimited).ToArray()).Dataset,
        })
        {
            Assert.That(Json(dataset), Does.EndWith("""{"vr":"SQ","Value":[{"00100020":{"vr":"LO","Value":["AB"]}}]}}"""));
        }
    }

    private static string Json(DicomDataset dataset)
    {
        using var stream = new MemoryStream();
        DicomJsonWriter.Write(dataset, stream);
        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }
}
