using DicomGateway.Dicom.Data;
using DicomGateway.Service.Phantom.Headers;
using DicomGateway.Service.Phantom.Pixels;

namespace DicomGateway.Service.Phantom.Modalities;

/// <summary>A head MR: axial slices in implicit VR, with a public and a vendor's private b-value (PS3.3 A.4).</summary>
internal static class MrPhantom
{
    private const double FieldOfView = 250;
    private const double SliceSpacing = 6;
    private static readonly PhantomSeries Axial = new("MR", 1, "Head axial SE", "HEAD");

    public static IEnumerable<PhantomInstance> Make(PhantomVisit visit)
    {
        for (var slice = 1; slice <= visit.Options.Slices; slice++)
            yield return new PhantomInstance(MakeSlice(visit, slice), DicomTransferSyntax.ImplicitVRLittleEndian, Axial.Number, slice);
    }

    private static DicomDataset MakeSlice(PhantomVisit visit, int slice)
    {
        var size = visit.Options.Matrix;
        var spacing = FieldOfView / size;
        var half = FieldOfView / 2;
        var z = ((slice - 1) - ((visit.Options.Slices - 1) / 2.0)) * SliceSpacing;
        var dataset = PhantomHeader.Make(visit, DicomUID.MRImageStorage, Axial, slice);
        dataset
            .AddOrUpdate(DicomTag.ImageType, "ORIGINAL", "PRIMARY", "OTHER")
            .AddOrUpdate(DicomTag.ScanningSequence, "SE")
            .AddOrUpdate(DicomTag.SequenceVariant, "NONE")
            .AddOrUpdate(DicomTag.ScanOptions, string.Empty)
            .AddOrUpdate(DicomTag.MRAcquisitionType, "2D")
            .AddOrUpdate(DicomTag.RepetitionTime, "520")
            .AddOrUpdate(DicomTag.EchoTime, "14")
            .AddOrUpdate(DicomTag.EchoTrainLength, "1")
            .AddOrUpdate(DicomTag.MagneticFieldStrength, "1.5")
            .AddOrUpdate(DicomTag.SliceThickness, PhantomPixels.Text(SliceSpacing))
            .AddOrUpdate(DicomTag.SpacingBetweenSlices, PhantomPixels.Text(SliceSpacing))
            .AddOrUpdate(DicomTag.SliceLocation, PhantomPixels.Text(z))
            .AddOrUpdate(DicomTag.BurnedInAnnotation, "NO")
            .AddOrUpdate(DicomTag.WindowCenter, "450")
            .AddOrUpdate(DicomTag.WindowWidth, "900")
            .AddOrUpdate(new DicomTag(0x0019, 0x0010), DicomVR.LO, "SIEMENS MR HEADER")
            .AddOrUpdate(new DicomTag(0x0019, 0x100C), DicomVR.IS, "0");
        PhantomPixels.AddPlane(dataset, visit, ["1", "0", "0", "0", "1", "0"], [-half, -half, z], spacing);
        PhantomPixels.AddGrayscale(dataset, size, size, 12, (column, row) => Math.Abs(EllipsoidPhantom.Head[(column * spacing) - half, (row * spacing) - half, z] + visit.Random.Noise(9)));
        return dataset;
    }
}
