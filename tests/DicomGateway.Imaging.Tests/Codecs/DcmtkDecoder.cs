using System.Buffers;
using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Files;
using DicomGateway.Imaging.Codecs;
using DicomGateway.Testing.Faults.Machine;

namespace DicomGateway.Imaging.Tests.Codecs;

/// <summary>Decoders of DCMTK; the test is ignored when they are not there.</summary>
internal static class DcmtkDecoder
{
    /// <summary>The native pixel data that a tool makes of a file; null when it cannot.</summary>
    public static async Task<byte[]?> DecodeAsync(string tool, string path)
    {
        if (Tool.Find(tool) is null)
            Assert.Ignore($"{tool} is not there");
        var folder = Directory.CreateTempSubdirectory("frames");
        try
        {
            var native = Path.Combine(folder.FullName, "native.dcm");
            var (status, _, _) = await Tool.TryRunAsync(tool, tool == "dcmdjpeg" ? ["+cn", "+px", path, native] : ["+px", path, native]);
            return status == 0 ? NativePixels(native) : null;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Encodes a frame drawn by seed and has it decoded by a tool.</summary>
    public static async Task CheckAsync(IFrameEncoder encoder, string tool, FrameLayout layout)
    {
        var samples = SampleFrames.Draw(layout, 5);
        var coded = new ArrayBufferWriter<byte>();
        encoder.Encode(samples, layout, coded);
        var file = Path.GetTempFileName();
        try
        {
            new DicomFile(Dataset(layout, coded.WrittenMemory), DicomTransferSyntax.Lookup(encoder.TransferSyntaxUid)).Save(file);
            var decoded = await DecodeAsync(tool, file);
            Assert.That(decoded, Is.Not.Null, $"{layout}: refused");
            Assert.That(FirstDifference(layout, samples, decoded), Is.EqualTo(-1), $"{layout}: first byte that differs");
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>Compares what the header stores of each cell; what lies above may differ. -1: nothing differs.</summary>
    public static int FirstDifference(in FrameLayout layout, ReadOnlySpan<byte> samples, ReadOnlySpan<byte> expected)
    {
        var mask = (1 << layout.BitsStored) - 1;
        for (var at = 0; at < samples.Length; at++)
        {
            var part = layout.BytesPerSample == 2 && at % 2 == 1 ? mask >> 8 : mask;
            if (((samples[at] ^ expected[at]) & part & 0xFF) != 0)
                return at;
        }

        return -1;
    }

    private static byte[] NativePixels(string path)
    {
        var element = DicomFile.Open(path).Dataset.Find<DicomElement>(DicomTag.PixelData)!;
        using var stream = StoredValues.Open(element);
        var bytes = new byte[element.Length];
        stream.ReadExactly(bytes);
        return bytes;
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
