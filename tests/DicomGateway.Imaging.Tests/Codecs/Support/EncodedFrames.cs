using System.Buffers;
using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Files;
using DicomGateway.Imaging.Codecs;

namespace DicomGateway.Imaging.Tests.Codecs.Support;

/// <summary>Frames that we encode, read by a decoder that nobody of this project wrote.</summary>
internal static class EncodedFrames
{
    /// <summary>Encodes a frame drawn by seed and has it decoded by a program.</summary>
    public static void Check(IFrameEncoder encoder, FrameLayout layout, string program, params string[] options)
    {
        var samples = SampleFrames.Draw(layout, 5);
        var coded = new ArrayBufferWriter<byte>();
        encoder.Encode(samples, layout, coded);
        var file = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"encoded-{Guid.NewGuid():N}.dcm");
        try
        {
            new DicomFile(Dataset(layout, coded.WrittenMemory), DicomTransferSyntax.Lookup(encoder.TransferSyntaxUid)).Save(file);
            var decoded = ReferenceDecoder.Decode(program, file, options);
            Assert.That(decoded, Is.Not.Null, $"{layout}: refused");
            Assert.That(CorpusFrames.FirstDifference(layout, samples, decoded!.Frames[0]), Is.EqualTo(-1), $"{layout}: first byte that differs");
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static DicomDataset Dataset(in FrameLayout layout, ReadOnlyMemory<byte> coded)
    {
        var dataset = new DicomDataset()
            .AddOrUpdate(DicomTag.SOPClassUID, DicomVR.UI, "1.2.840.10008.5.1.4.1.1.7")
            .AddOrUpdate(DicomTag.SOPInstanceUID, DicomVR.UI, "2.25.1")
            .AddOrUpdate(DicomTag.SamplesPerPixel, DicomVR.US, layout.SamplesPerPixel)
            .AddOrUpdate(DicomTag.PhotometricInterpretation, DicomVR.CS, layout.SamplesPerPixel == 1 ? "MONOCHROME2" : "RGB")
            .AddOrUpdate(DicomTag.Rows, DicomVR.US, layout.Rows)
            .AddOrUpdate(DicomTag.Columns, DicomVR.US, layout.Columns)
            .AddOrUpdate(DicomTag.BitsAllocated, DicomVR.US, layout.BitsAllocated)
            .AddOrUpdate(DicomTag.BitsStored, DicomVR.US, layout.BitsStored)
            .AddOrUpdate(DicomTag.HighBit, DicomVR.US, layout.BitsStored - 1)
            .AddOrUpdate(DicomTag.PixelRepresentation, DicomVR.US, layout.IsSigned ? 1 : 0);
        if (layout.SamplesPerPixel > 1)
            dataset.AddOrUpdate(DicomTag.PlanarConfiguration, DicomVR.US, 0);
        return dataset.AddOrUpdate(new DicomFragmentSequence(DicomTag.PixelData, DicomVR.OB, default, [new DicomFragment(coded)]));
    }
}
