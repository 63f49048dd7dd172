using DicomGateway.Dicom.Data;
using DicomGateway.Imaging.Frames;

namespace DicomGateway.Imaging.Tests.Frames;

internal sealed class PixelDescriptionReaderTests
{
    [TestCase(4, 5, 1, 1, 16, "MONOCHROME2", 40)]
    [TestCase(3, 3, 1, 1, 8, "MONOCHROME1", 9)]
    [TestCase(3, 3, 3, 2, 8, "RGB", 54)]
    [TestCase(4, 4, 3, 1, 8, "YBR_FULL_422", 32)]
    [TestCase(3, 3, 1, 1, 1, "MONOCHROME2", 2)]
    public void Describe_computes_the_length_that_the_header_says(int rows, int columns, int samples, int frames, int bits, string photometric, long length) =>
        Assert.That(PixelDescriptionReader.Describe(Image(rows, columns, samples, frames, bits, photometric))!.ExpectedLength, Is.EqualTo(length));

    [Test]
    public void Describe_says_nothing_of_an_object_without_pixel_data() => Assert.That(PixelDescriptionReader.Describe(new DicomDataset()), Is.Null);

    [Test]
    public void Describe_does_not_guess_where_the_header_is_silent()
    {
        var dataset = Image(4, 4, 1, 1, 16, "MONOCHROME2");
        dataset.Remove(DicomTag.Rows);
        Assert.That(PixelDescriptionReader.Describe(dataset)!.ExpectedLength, Is.Null);
    }

    [Test]
    public void Describe_takes_more_than_any_number_can_hold_for_unknown() =>
        Assert.That(PixelDescriptionReader.Describe(Image(65535, 65535, 65535, int.MaxValue, 65535, "RGB"))!.ExpectedLength, Is.Null);

    [Test]
    public void Describe_sees_an_overlay_in_unused_bits()
    {
        var dataset = Image(4, 4, 1, 1, 16, "MONOCHROME2").AddOrUpdate(new DicomTag(0x6000, 0x0100), DicomVR.US, 16);
        Assert.That(PixelDescriptionReader.Describe(dataset)!.HasEmbeddedOverlay);
    }

    private static DicomDataset Image(int rows, int columns, int samples, int frames, int bits, string photometric) =>
        new DicomDataset(new DicomElement(DicomTag.PixelData, DicomVR.OW, new byte[40]))
            .AddOrUpdate(DicomTag.Rows, rows).AddOrUpdate(DicomTag.Columns, columns).AddOrUpdate(DicomTag.SamplesPerPixel, samples)
            .AddOrUpdate(DicomTag.NumberOfFrames, frames).AddOrUpdate(DicomTag.BitsAllocated, bits)
            .AddOrUpdate(DicomTag.PhotometricInterpretation, photometric);
}
