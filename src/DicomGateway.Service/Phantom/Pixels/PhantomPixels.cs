using System.Buffers.Binary;
using System.Globalization;
using DicomGateway.Dicom.Data;

namespace DicomGateway.Service.Phantom.Pixels;

/// <summary>Pixel modules of grayscale images with 16 bits allocated (PS3.3 C.7.6.3).</summary>
internal static class PhantomPixels
{
    /// <param name="value">Stored value at column and row.</param>
    public static void AddGrayscale(DicomDataset dataset, int rows, int columns, int bitsStored, Func<int, int, double> value)
    {
        var bytes = new byte[rows * columns * 2];
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                var stored = Math.Clamp(value(column, row), 0, (1 << bitsStored) - 1);
                BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(((row * columns) + column) * 2), (ushort)stored);
            }
        }

        dataset
            .AddOrUpdate(DicomTag.SamplesPerPixel, 1)
            .AddOrUpdate(DicomTag.PhotometricInterpretation, "MONOCHROME2")
            .AddOrUpdate(DicomTag.Rows, rows)
            .AddOrUpdate(DicomTag.Columns, columns)
            .AddOrUpdate(DicomTag.BitsAllocated, 16)
            .AddOrUpdate(DicomTag.BitsStored, bitsStored)
            .AddOrUpdate(DicomTag.HighBit, bitsStored - 1)
            .AddOrUpdate(DicomTag.PixelRepresentation, 0)
            .AddOrUpdate(new DicomElement(DicomTag.PixelData, DicomVR.OW, bytes));
    }

    /// <summary>Image plane and frame of reference (PS3.3 C.7.6.2, C.7.4.1); positions in mm.</summary>
    public static void AddPlane(DicomDataset dataset, PhantomVisit visit, string[] orientation, double[] position, double spacing)
    {
        dataset
            .AddOrUpdate(DicomTag.FrameOfReferenceUID, visit.Uids.Make("frame-of-reference"))
            .AddOrUpdate(DicomTag.PositionReferenceIndicator, "SN")
            .AddOrUpdate(DicomTag.PatientPosition, "HFS")
            .AddOrUpdate(DicomTag.ImageOrientationPatient, orientation)
            .AddOrUpdate(DicomTag.ImagePositionPatient, Array.ConvertAll(position, Text))
            .AddOrUpdate(DicomTag.PixelSpacing, Text(spacing), Text(spacing));
    }

    public static string Text(double number) => number.ToString("0.####", CultureInfo.InvariantCulture);
}
