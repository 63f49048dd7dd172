using DicomGateway.Dicom.Data;
using DicomGateway.Service.Phantom.Headers;
using DicomGateway.Service.Phantom.Pixels;

namespace DicomGateway.Service.Phantom.Modalities;

/// <summary>A chest CT: a localizer and a series of axial slices that refer to it (PS3.3 A.3).</summary>
internal static class CtPhantom
{
    private const double FieldOfView = 360;
    private const double SliceSpacing = 5;
    private static readonly PhantomSeries Localizer = new("CT", 1, "Localizer", "CHEST");
    private static readonly PhantomSeries Axial = new("CT", 2, "Chest axial 5 mm", "CHEST");

    public static IEnumerable<PhantomInstance> Make(PhantomVisit visit)
    {
        yield return new PhantomInstance(MakeLocalizer(visit), DicomTransferSyntax.ExplicitVRLittleEndian, Localizer.Number, 1);
        for (var slice = 1; slice <= visit.Options.Slices; slice++)
            yield return new PhantomInstance(MakeSlice(visit, slice), DicomTransferSyntax.ExplicitVRLittleEndian, Axial.Number, slice);
    }

    private static DicomDataset MakeLocalizer(PhantomVisit visit)
    {
        var size = visit.Options.Matrix;
        var spacing = FieldOfView / size;
        var dataset = PhantomHeader.Make(visit, DicomUID.CTImageStorage, Localizer, 1);
        dataset.AddOrUpdate(DicomTag.ImageType, "ORIGINAL", "PRIMARY", "LOCALIZER");
        AddAcquisition(dataset);
        dataset.AddOrUpdate(DicomTag.WindowCenter, "-300").AddOrUpdate(DicomTag.WindowWidth, "1500");
        var half = FieldOfView / 2;
        PhantomPixels.AddPlane(dataset, visit, ["1", "0", "0", "0", "0", "-1"], [-half, 0, half], spacing);
        PhantomPixels.AddGrayscale(dataset, size, size, 12, (column, row) => Stored(visit, EllipsoidPhantom.Chest.Projection((column * spacing) - half, half - (row * spacing))));
        return dataset;
    }

    private static DicomDataset MakeSlice(PhantomVisit visit, int slice)
    {
        var size = visit.Options.Matrix;
        var spacing = FieldOfView / size;
        var half = FieldOfView / 2;
        var z = ((slice - 1) - ((visit.Options.Slices - 1) / 2.0)) * SliceSpacing;
        var dataset = PhantomHeader.Make(visit, DicomUID.CTImageStorage, Axial, slice);
        dataset
            .AddOrUpdate(DicomTag.ImageType, "ORIGINAL", "PRIMARY", "AXIAL")
            .AddOrUpdate(DicomTag.SliceLocation, PhantomPixels.Text(z));
        AddAcquisition(dataset);
        var reference = PhantomSequences.Nest(dataset, DicomTag.ReferencedImageSequence)
            .AddOrUpdate(DicomTag.ReferencedSOPClassUID, DicomUID.CTImageStorage)
            .AddOrUpdate(DicomTag.ReferencedSOPInstanceUID, Localizer.InstanceUid(visit, 1));
        PhantomSequences.Code(reference, DicomTag.PurposeOfReferenceCodeSequence, "121311", "DCM", "Localizer");
        PhantomPixels.AddPlane(dataset, visit, ["1", "0", "0", "0", "1", "0"], [-half, -half, z], spacing);
        PhantomPixels.AddGrayscale(dataset, size, size, 12, (column, row) => Stored(visit, EllipsoidPhantom.Chest[(column * spacing) - half, (row * spacing) - half, z]));
        return dataset;
    }

    private static void AddAcquisition(DicomDataset dataset) => dataset
        .AddOrUpdate(DicomTag.KVP, "120")
        .AddOrUpdate(DicomTag.XRayTubeCurrent, "210")
        .AddOrUpdate(DicomTag.ExposureTime, "500")
        .AddOrUpdate(DicomTag.Exposure, "105")
        .AddOrUpdate(DicomTag.ConvolutionKernel, "B40f")
        .AddOrUpdate(DicomTag.GantryDetectorTilt, "0")
        .AddOrUpdate(DicomTag.SliceThickness, PhantomPixels.Text(SliceSpacing))
        .AddOrUpdate(DicomTag.BurnedInAnnotation, "NO")
        .AddOrUpdate(DicomTag.RescaleIntercept, "-1024")
        .AddOrUpdate(DicomTag.RescaleSlope, "1")
        .AddOrUpdate(DicomTag.RescaleType, "HU")
        .AddOrUpdate(DicomTag.WindowCenter, "40")
        .AddOrUpdate(DicomTag.WindowWidth, "400");

    private static double Stored(PhantomVisit visit, double hounsfield) => hounsfield + 1024 + visit.Random.Noise(12);
}
