using System.Globalization;
using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Files;

namespace DicomGateway.Scenarios.Peers;

/// <summary>Small instances whose identifying fields all carry a marker that no log, file name or output may show.</summary>
internal static class CanaryFiles
{
    public const string Marker = "QXCANARY";

    /// <summary>Part of every original UID.</summary>
    public const string UidMarker = "987654321012";

    public static string UidRoot(int study) => string.Create(CultureInfo.InvariantCulture, $"1.2.826.0.1.3680043.8.498.{UidMarker}.{study}");

    public static void Write(string folder, int study, int instances, int first = 1, Action<DicomDataset>? change = null)
    {
        Directory.CreateDirectory(folder);
        for (var number = first; number < first + instances; number++)
        {
            var dataset = Instance(study, number);
            change?.Invoke(dataset);
            new DicomFile(dataset, DicomTransferSyntax.ExplicitVRLittleEndian).Save(Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"s{study}i{number:D4}.dcm")));
        }
    }

    private static DicomDataset Instance(int study, int number)
    {
        var dataset = new DicomDataset();
        dataset.AddOrUpdate(DicomTag.SpecificCharacterSet, "ISO_IR 100");
        dataset.AddOrUpdate(DicomTag.ImageType, "ORIGINAL", "PRIMARY", "AXIAL");
        dataset.AddOrUpdate(DicomTag.SOPClassUID, DicomUID.CTImageStorage);
        dataset.AddOrUpdate(DicomTag.SOPInstanceUID, $"{UidRoot(study)}.1.{number}");
        dataset.AddOrUpdate(DicomTag.StudyDate, "20240229");
        dataset.AddOrUpdate(DicomTag.ContentDate, "20240229");
        dataset.AddOrUpdate(DicomTag.StudyTime, "101112");
        dataset.AddOrUpdate(DicomTag.ContentTime, "101112");
        dataset.AddOrUpdate(DicomTag.AccessionNumber, Marker + "AC" + study);
        dataset.AddOrUpdate(DicomTag.Modality, "CT");
        dataset.AddOrUpdate(DicomTag.Manufacturer, "Phantom");
        dataset.AddOrUpdate(DicomTag.InstitutionName, Marker + " Hospital");
        dataset.AddOrUpdate(DicomTag.InstitutionAddress, Marker + " Street 7");
        dataset.AddOrUpdate(DicomTag.ReferringPhysicianName, Marker + "^Referrer");
        dataset.AddOrUpdate(DicomTag.StationName, Marker + "ST");
        dataset.AddOrUpdate(DicomTag.StudyDescription, "Thorax " + Marker);
        dataset.AddOrUpdate(DicomTag.SeriesDescription, "Series " + Marker);
        dataset.AddOrUpdate(DicomTag.OperatorsName, Marker + "^Operator");
        dataset.AddOrUpdate(DicomTag.PatientName, Marker + "^Patient" + study);
        dataset.AddOrUpdate(DicomTag.PatientID, Marker + "ID" + study);
        dataset.AddOrUpdate(DicomTag.PatientBirthDate, "19631122");
        dataset.AddOrUpdate(DicomTag.PatientSex, "F");
        dataset.AddOrUpdate(DicomTag.OtherPatientNames, Marker + "^Maiden");
        dataset.AddOrUpdate(DicomTag.PatientAddress, Marker + " Lane");
        dataset.AddOrUpdate(DicomTag.PatientComments, "Call " + Marker);
        dataset.AddOrUpdate(DicomTag.DeviceSerialNumber, Marker + "SN");
        dataset.AddOrUpdate(DicomTag.StudyInstanceUID, UidRoot(study));
        dataset.AddOrUpdate(DicomTag.SeriesInstanceUID, UidRoot(study) + ".1");
        dataset.AddOrUpdate(DicomTag.FrameOfReferenceUID, UidRoot(study) + ".2");
        dataset.AddOrUpdate(DicomTag.StudyID, Marker + study);
        dataset.AddOrUpdate(DicomTag.SeriesNumber, "1");
        dataset.AddOrUpdate(DicomTag.InstanceNumber, number.ToString(CultureInfo.InvariantCulture));
        AddImage(dataset, number);
        return dataset;
    }

    private static void AddImage(DicomDataset dataset, int number)
    {
        dataset.AddOrUpdate(DicomTag.SliceThickness, "1");
        dataset.AddOrUpdate(DicomTag.KVP, "120");
        dataset.AddOrUpdate(DicomTag.PatientPosition, "HFS");
        dataset.AddOrUpdate(DicomTag.AcquisitionNumber, "1");
        dataset.AddOrUpdate(DicomTag.ImagePositionPatient, "0", "0", number.ToString(CultureInfo.InvariantCulture));
        dataset.AddOrUpdate(DicomTag.ImageOrientationPatient, "1", "0", "0", "0", "1", "0");
        dataset.AddOrUpdate(DicomTag.PositionReferenceIndicator, "");
        dataset.AddOrUpdate(DicomTag.SamplesPerPixel, (ushort)1);
        dataset.AddOrUpdate(DicomTag.PhotometricInterpretation, "MONOCHROME2");
        dataset.AddOrUpdate(DicomTag.Rows, (ushort)64);
        dataset.AddOrUpdate(DicomTag.Columns, (ushort)64);
        dataset.AddOrUpdate(DicomTag.PixelSpacing, "1", "1");
        dataset.AddOrUpdate(DicomTag.BitsAllocated, (ushort)16);
        dataset.AddOrUpdate(DicomTag.BitsStored, (ushort)12);
        dataset.AddOrUpdate(DicomTag.HighBit, (ushort)11);
        dataset.AddOrUpdate(DicomTag.PixelRepresentation, (ushort)0);
        dataset.AddOrUpdate(DicomTag.RescaleIntercept, "-1024");
        dataset.AddOrUpdate(DicomTag.RescaleSlope, "1");
        dataset.AddOrUpdate(DicomTag.PixelData, DicomVR.OW, Enumerable.Range(0, 64 * 64).Select(i => (ushort)((i + number) % 4096)).ToArray());
    }
}
