using System.Globalization;
using DicomGateway.Dicom.Data;

namespace DicomGateway.Service.Phantom.Headers;

/// <summary>The modules that all objects share, full of invented values (PS3.3 C.7.1 to C.7.5, C.12.1).</summary>
internal static class PhantomHeader
{
    public static DicomDataset Make(PhantomVisit visit, DicomUID sopClass, PhantomSeries series, int instance)
    {
        var dataset = new DicomDataset();
        var terms = visit.Identity.CharacterSet;
        if (terms.Length > 0)
            dataset.AddOrUpdate(DicomTag.SpecificCharacterSet, terms.Split('\\'));
        AddInstance(dataset, visit, sopClass, series, instance);
        AddPatient(dataset, visit.Identity);
        AddStudy(dataset, visit);
        AddSeries(dataset, visit, series);
        AddEquipment(dataset, visit, series);
        PhantomSequences.Add(dataset, visit);
        PhantomPrivateBlock.Add(dataset, visit);
        return dataset;
    }

    private static void AddInstance(DicomDataset dataset, PhantomVisit visit, DicomUID sopClass, PhantomSeries series, int instance)
    {
        var (date, time) = (PhantomIdentity.Da(visit.Identity.StudyDate), visit.Identity.StudyTime);
        dataset
            .AddOrUpdate(DicomTag.SOPClassUID, sopClass)
            .AddOrUpdate(DicomTag.SOPInstanceUID, series.InstanceUid(visit, instance))
            .AddOrUpdate(DicomTag.InstanceCreationDate, date)
            .AddOrUpdate(DicomTag.InstanceCreationTime, time)
            .AddOrUpdate(DicomTag.InstanceCreatorUID, visit.Uids.Make("creator"))
            .AddOrUpdate(DicomTag.InstanceNumber, instance)
            .AddOrUpdate(DicomTag.AcquisitionNumber, 1)
            .AddOrUpdate(DicomTag.AcquisitionDate, date)
            .AddOrUpdate(DicomTag.AcquisitionTime, time)
            .AddOrUpdate(DicomTag.ContentDate, date)
            .AddOrUpdate(DicomTag.ContentTime, time)
            .AddOrUpdate(DicomTag.TimezoneOffsetFromUTC, "+0100")
            .AddOrUpdate(DicomTag.ImageComments, $"Repeat for {visit.Identity.PatientId}, asked by {visit.Identity.Operator.Split('=')[0]}");
    }

    private static void AddPatient(DicomDataset dataset, PhantomIdentity identity)
    {
        var age = identity.StudyDate.Year - identity.BirthDate.Year;
        dataset
            .AddOrUpdate(DicomTag.PatientName, identity.PatientName)
            .AddOrUpdate(DicomTag.PatientID, identity.PatientId)
            .AddOrUpdate(DicomTag.IssuerOfPatientID, identity.Station)
            .AddOrUpdate(DicomTag.PatientBirthDate, PhantomIdentity.Da(identity.BirthDate))
            .AddOrUpdate(DicomTag.PatientSex, identity.Sex)
            .AddOrUpdate(DicomTag.PatientAge, age.ToString("000", CultureInfo.InvariantCulture) + "Y")
            .AddOrUpdate(DicomTag.PatientSize, 1.72)
            .AddOrUpdate(DicomTag.PatientWeight, 71.5)
            .AddOrUpdate(DicomTag.PatientBirthName, identity.PatientBirthName)
            .AddOrUpdate(DicomTag.PatientMotherBirthName, identity.PatientMotherBirthName)
            .AddOrUpdate(DicomTag.PatientAddress, identity.Address)
            .AddOrUpdate(DicomTag.PatientTelephoneNumbers, identity.Telephone)
            .AddOrUpdate(DicomTag.Occupation, "Lamplighter")
            .AddOrUpdate(DicomTag.AdditionalPatientHistory, $"Seen before as {identity.OtherPatientId}; call {identity.Telephone}")
            .AddOrUpdate(DicomTag.PatientComments, $"{identity.PatientName.Split('=')[0]} moved to {identity.Address}");
    }

    private static void AddStudy(DicomDataset dataset, PhantomVisit visit)
    {
        var identity = visit.Identity;
        dataset
            .AddOrUpdate(DicomTag.StudyInstanceUID, visit.Uids.Make("study"))
            .AddOrUpdate(DicomTag.StudyDate, PhantomIdentity.Da(identity.StudyDate))
            .AddOrUpdate(DicomTag.StudyTime, identity.StudyTime)
            .AddOrUpdate(DicomTag.StudyID, identity.StudyId)
            .AddOrUpdate(DicomTag.AccessionNumber, identity.AccessionNumber)
            .AddOrUpdate(DicomTag.ReferringPhysicianName, identity.ReferringPhysician)
            .AddOrUpdate(DicomTag.PhysiciansOfRecord, identity.ReferringPhysician)
            .AddOrUpdate(DicomTag.RequestingPhysician, identity.ReferringPhysician)
            .AddOrUpdate(DicomTag.StudyDescription, $"Follow-up, see {identity.AccessionNumber}")
            .AddOrUpdate(DicomTag.AdmissionID, identity.AdmissionId)
            .AddOrUpdate(DicomTag.AdmittingDiagnosesDescription, "Phantom disease");
    }

    private static void AddSeries(DicomDataset dataset, PhantomVisit visit, PhantomSeries series)
    {
        var identity = visit.Identity;
        dataset
            .AddOrUpdate(DicomTag.Modality, series.Modality)
            .AddOrUpdate(DicomTag.SeriesInstanceUID, series.Uid(visit))
            .AddOrUpdate(DicomTag.SeriesNumber, series.Number)
            .AddOrUpdate(DicomTag.SeriesDate, PhantomIdentity.Da(identity.StudyDate))
            .AddOrUpdate(DicomTag.SeriesTime, identity.StudyTime)
            .AddOrUpdate(DicomTag.SeriesDescription, series.Description)
            .AddOrUpdate(DicomTag.ProtocolName, series.Description)
            .AddOrUpdate(DicomTag.BodyPartExamined, series.BodyPart)
            .AddOrUpdate(DicomTag.PerformingPhysicianName, identity.PerformingPhysician)
            .AddOrUpdate(DicomTag.OperatorsName, identity.Operator)
            .AddOrUpdate(DicomTag.PerformedProcedureStepStartDate, PhantomIdentity.Da(identity.StudyDate))
            .AddOrUpdate(DicomTag.PerformedProcedureStepStartTime, identity.StudyTime)
            .AddOrUpdate(DicomTag.PerformedProcedureStepID, identity.StudyId);
    }

    private static void AddEquipment(DicomDataset dataset, PhantomVisit visit, PhantomSeries series)
    {
        var identity = visit.Identity;
        dataset
            .AddOrUpdate(DicomTag.Manufacturer, "Phantom Works")
            .AddOrUpdate(DicomTag.ManufacturerModelName, "Ellipsoid " + series.Modality)
            .AddOrUpdate(DicomTag.SoftwareVersions, "1.0")
            .AddOrUpdate(DicomTag.InstitutionName, identity.Institution)
            .AddOrUpdate(DicomTag.InstitutionAddress, identity.InstitutionAddress)
            .AddOrUpdate(DicomTag.InstitutionalDepartmentName, "Radiology " + identity.Station)
            .AddOrUpdate(DicomTag.StationName, identity.Station)
            .AddOrUpdate(DicomTag.DeviceSerialNumber, identity.DeviceSerialNumber)
            .AddOrUpdate(DicomTag.DeviceUID, visit.Uids.Make("device"))
            .AddOrUpdate(DicomTag.DateOfLastCalibration, PhantomIdentity.Da(identity.StudyDate.AddDays(-3)))
            .AddOrUpdate(DicomTag.TimeOfLastCalibration, "060000");
    }
}
