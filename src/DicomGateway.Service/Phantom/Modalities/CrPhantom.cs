using DicomGateway.Dicom.Data;
using DicomGateway.Service.Phantom.Headers;
using DicomGateway.Service.Phantom.Pixels;

namespace DicomGateway.Service.Phantom.Modalities;

/// <summary>A chest radiograph with an overlay plane that names the patient (PS3.3 A.2, C.9.2).</summary>
internal static class CrPhantom
{
    private const double FieldOfView = 350;
    private static readonly PhantomSeries Chest = new("CR", 1, "Chest PA", "CHEST");

    public static IEnumerable<PhantomInstance> Make(PhantomVisit visit)
    {
        var size = visit.Options.Matrix * 2;
        var spacing = FieldOfView / size;
        var dataset = PhantomHeader.Make(visit, DicomUID.ComputedRadiographyImageStorage, Chest, 1);
        dataset
            .AddOrUpdate(DicomTag.ImageType, "ORIGINAL", "PRIMARY")
            .AddOrUpdate(DicomTag.ViewPosition, "PA")
            .AddOrUpdate(DicomTag.PatientOrientation, "L", "F")
            .AddOrUpdate(DicomTag.KVP, "125")
            .AddOrUpdate(DicomTag.PlateID, visit.Identity.DeviceSerialNumber[..Math.Min(16, visit.Identity.DeviceSerialNumber.Length)])
            .AddOrUpdate(DicomTag.CassetteID, visit.Identity.Station)
            .AddOrUpdate(DicomTag.ImagerPixelSpacing, PhantomPixels.Text(spacing), PhantomPixels.Text(spacing))
            .AddOrUpdate(DicomTag.BurnedInAnnotation, "NO")
            .AddOrUpdate(DicomTag.WindowCenter, "2048")
            .AddOrUpdate(DicomTag.WindowWidth, "4096");
        var half = FieldOfView / 2;
        PhantomPixels.AddGrayscale(dataset, size, size, 12, (column, row) =>
            (EllipsoidPhantom.Chest.Projection((column * spacing) - half, half - (row * spacing)) * 3) + 3200 + visit.Random.Noise(20));
        AddOverlay(dataset, visit.Identity, size);
        yield return new PhantomInstance(dataset, DicomTransferSyntax.ExplicitVRLittleEndian, Chest.Number, 1);
    }

    private static void AddOverlay(DicomDataset dataset, PhantomIdentity identity, int size)
    {
        var bits = new byte[((size * size) + 15) / 16 * 2];
        PixelText.Draw(identity.PatientId, 4, 4, 1, (column, row) =>
        {
            if (column < size && row < size)
                bits[((row * size) + column) / 8] |= (byte)(1 << (((row * size) + column) % 8));
        });
        dataset
            .AddOrUpdate(Overlay(0x0010), DicomVR.US, size)
            .AddOrUpdate(Overlay(0x0011), DicomVR.US, size)
            .AddOrUpdate(Overlay(0x0022), DicomVR.LO, "Name plate of " + identity.PatientId)
            .AddOrUpdate(Overlay(0x0040), DicomVR.CS, "G")
            .AddOrUpdate(Overlay(0x0050), DicomVR.SS, 1, 1)
            .AddOrUpdate(Overlay(0x0100), DicomVR.US, 1)
            .AddOrUpdate(Overlay(0x0102), DicomVR.US, 0)
            .AddOrUpdate(Overlay(0x1500), DicomVR.LO, identity.AccessionNumber)
            .AddOrUpdate(new DicomElement(Overlay(0x3000), DicomVR.OW, bits));
    }

    private static DicomTag Overlay(ushort element) => new(0x6000, element);
}
