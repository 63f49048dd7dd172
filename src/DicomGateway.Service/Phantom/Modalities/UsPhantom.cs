using DicomGateway.Dicom.Data;
using DicomGateway.Service.Phantom.Headers;
using DicomGateway.Service.Phantom.Pixels;

namespace DicomGateway.Service.Phantom.Modalities;

/// <summary>An ultrasound screen: a banner with the patient's data burned in above the region that holds the image (PS3.3 A.6, C.8.5).</summary>
internal static class UsPhantom
{
    private const int Banner = 48;
    private static readonly PhantomSeries Abdomen = new("US", 1, "Abdomen", "ABDOMEN");

    public static IEnumerable<PhantomInstance> Make(PhantomVisit visit)
    {
        var (columns, rows) = (Math.Max(visit.Options.Matrix * 2, 320), Math.Max(visit.Options.Matrix, 160) + Banner);
        var dataset = PhantomHeader.Make(visit, DicomUID.UltrasoundImageStorage, Abdomen, 1);
        dataset
            .AddOrUpdate(DicomTag.ImageType, "ORIGINAL", "PRIMARY", "ABDOMINAL", "0001")
            .AddOrUpdate(DicomTag.PatientOrientation, string.Empty)
            .AddOrUpdate(DicomTag.BurnedInAnnotation, "YES")
            .AddOrUpdate(DicomTag.LossyImageCompression, "00")
            .AddOrUpdate(DicomTag.SamplesPerPixel, 3)
            .AddOrUpdate(DicomTag.PhotometricInterpretation, "RGB")
            .AddOrUpdate(DicomTag.PlanarConfiguration, 0)
            .AddOrUpdate(DicomTag.Rows, rows)
            .AddOrUpdate(DicomTag.Columns, columns)
            .AddOrUpdate(DicomTag.BitsAllocated, 8)
            .AddOrUpdate(DicomTag.BitsStored, 8)
            .AddOrUpdate(DicomTag.HighBit, 7)
            .AddOrUpdate(DicomTag.PixelRepresentation, 0)
            .AddOrUpdate(new DicomElement(DicomTag.PixelData, DicomVR.OB, Screen(visit, rows, columns)));
        AddRegion(dataset, rows, columns);
        yield return new PhantomInstance(dataset, DicomTransferSyntax.ExplicitVRLittleEndian, Abdomen.Number, 1);
    }

    private static void AddRegion(DicomDataset dataset, int rows, int columns) => PhantomSequences.Nest(dataset, DicomTag.SequenceOfUltrasoundRegions)
        .AddOrUpdate(DicomTag.RegionSpatialFormat, 1)
        .AddOrUpdate(DicomTag.RegionDataType, 1)
        .AddOrUpdate(DicomTag.RegionFlags, 2)
        .AddOrUpdate(DicomTag.RegionLocationMinX0, 0)
        .AddOrUpdate(DicomTag.RegionLocationMinY0, Banner)
        .AddOrUpdate(DicomTag.RegionLocationMaxX1, columns - 1)
        .AddOrUpdate(DicomTag.RegionLocationMaxY1, rows - 1)
        .AddOrUpdate(DicomTag.PhysicalUnitsXDirection, 3)
        .AddOrUpdate(DicomTag.PhysicalUnitsYDirection, 3)
        .AddOrUpdate(DicomTag.PhysicalDeltaX, 0.03)
        .AddOrUpdate(DicomTag.PhysicalDeltaY, 0.03);

    private static byte[] Screen(PhantomVisit visit, int rows, int columns)
    {
        var pixels = new byte[((rows * columns * 3) + 1) / 2 * 2];
        void Set(int column, int row, double gray)
        {
            if (column < columns && row < rows)
                pixels.AsSpan(((row * columns) + column) * 3, 3).Fill((byte)Math.Clamp(gray, 0, 255));
        }

        for (var row = Banner; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
                Set(column, row, Echo(visit.Random, column - (columns / 2.0), row - Banner + 20, rows));
        }

        var identity = visit.Identity;
        PixelText.Draw($"{identity.PatientName.Split('=')[0]}  {identity.PatientId}", 6, 5, 1, (column, row) => Set(column, row, 240));
        PixelText.Draw($"{PhantomIdentity.Da(identity.BirthDate)}  {identity.AccessionNumber}  {PhantomIdentity.Da(identity.StudyDate)}", 6, 19, 1, (column, row) => Set(column, row, 240));
        PixelText.Draw($"PHANTOM WORKS  {identity.Station}", 6, 33, 1, (column, row) => Set(column, row, 200));
        return pixels;
    }

    // A sector of speckle with a dark cyst: what a probe at the top of the image sees.
    private static double Echo(PhantomRandom random, double x, double depth, int rows)
    {
        if (Math.Abs(x) > depth * 0.8 || Math.Sqrt((x * x) + (depth * depth)) > rows)
            return 0;
        var (dx, dy) = (x - 20, depth - (rows * 0.45));
        var isCyst = (dx * dx) + (dy * dy) < rows * rows * 0.012;
        return isCyst ? 12 + random.Noise(4) : 95 - (depth * 0.12) + random.Noise(34);
    }
}
