using DicomGateway.Dicom.Data;

namespace DicomGateway.Curation.Tests.Support;

/// <summary>Small data sets full of invented identities.</summary>
internal static class Phantom
{
    public const string Name = "Zwirbelhuber^Xaverine";
    public const string Id = "QX-7741903";
    public const string Study = "1.3.6.1.4.1.99999.1.20260101.5501";
    public const string Series = Study + ".1";
    public const string Instance = Series + ".1";
    public const string FrameOfReference = "1.3.6.1.4.1.99999.7.4711471147114711";

    /// <summary>A CT image of 16 x 16 pixels.</summary>
    public static DicomDataset Ct(string instance = Instance)
    {
        var dataset = new DicomDataset();
        dataset.AddOrUpdate(DicomTag.SpecificCharacterSet, "ISO_IR 100");
        dataset.AddOrUpdate(DicomTag.ImageType, "ORIGINAL", "PRIMARY", "AXIAL");
        dataset.AddOrUpdate(DicomTag.SOPClassUID, DicomUID.CTImageStorage);
        dataset.AddOrUpdate(DicomTag.SOPInstanceUID, instance);
        dataset.AddOrUpdate(DicomTag.StudyInstanceUID, Study);
        dataset.AddOrUpdate(DicomTag.SeriesInstanceUID, Series);
        dataset.AddOrUpdate(DicomTag.FrameOfReferenceUID, FrameOfReference);
        dataset.AddOrUpdate(DicomTag.StudyDate, "20260104");
        dataset.AddOrUpdate(DicomTag.ContentDate, "20260104");
        dataset.AddOrUpdate(DicomTag.StudyTime, "101112");
        dataset.AddOrUpdate(DicomTag.AccessionNumber, "ACC8812744");
        dataset.AddOrUpdate(DicomTag.Modality, "CT");
        dataset.AddOrUpdate(DicomTag.Manufacturer, "Invented Scanners");
        dataset.AddOrUpdate(DicomTag.InstitutionName, "Krankenhaus Obergrummelfing");
        dataset.AddOrUpdate(DicomTag.ReferringPhysicianName, "Quacksalbrig^Theodora");
        dataset.AddOrUpdate(DicomTag.StudyDescription, "Thorax");
        dataset.AddOrUpdate(DicomTag.PatientName, Name);
        dataset.AddOrUpdate(DicomTag.PatientID, Id);
        dataset.AddOrUpdate(DicomTag.PatientBirthDate, "19471123");
        dataset.AddOrUpdate(DicomTag.PatientSex, "F");
        dataset.AddOrUpdate(DicomTag.StudyID, "S77");
        dataset.AddOrUpdate(DicomTag.SeriesNumber, "1");
        dataset.AddOrUpdate(DicomTag.InstanceNumber, "1");
        AddPixels(dataset);
        return dataset;
    }

    public static DicomDataset AddPixels(DicomDataset dataset, int bitsStored = 12)
    {
        dataset.AddOrUpdate(DicomTag.SamplesPerPixel, DicomVR.US, 1);
        dataset.AddOrUpdate(DicomTag.PhotometricInterpretation, "MONOCHROME2");
        dataset.AddOrUpdate(DicomTag.Rows, DicomVR.US, 16);
        dataset.AddOrUpdate(DicomTag.Columns, DicomVR.US, 16);
        dataset.AddOrUpdate(DicomTag.BitsAllocated, DicomVR.US, 16);
        dataset.AddOrUpdate(DicomTag.BitsStored, DicomVR.US, bitsStored);
        dataset.AddOrUpdate(DicomTag.HighBit, DicomVR.US, bitsStored - 1);
        dataset.AddOrUpdate(DicomTag.PixelRepresentation, DicomVR.US, 0);
        return dataset.AddOrUpdate(new DicomElement(DicomTag.PixelData, DicomVR.OW, Enumerable.Range(0, 512).Select(i => (byte)i).ToArray()));
    }
}
