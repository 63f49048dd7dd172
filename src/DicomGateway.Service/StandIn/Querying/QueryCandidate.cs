using DicomGateway.Dicom.Data;
using DicomGateway.Service.StandIn.Holdings;

namespace DicomGateway.Service.StandIn.Querying;

/// <summary>An entity that a query may match: all attributes that can be asked for, those of the levels above included.</summary>
internal sealed record QueryCandidate(string Name, HeldStudy Study, DicomDataset Attributes)
{
    public static QueryCandidate Of(HeldPatient patient)
    {
        var attributes = Merge(patient.Studies[0].Attributes);
        Count(attributes, DicomTag.NumberOfPatientRelatedStudies, patient.Studies.Count);
        Count(attributes, DicomTag.NumberOfPatientRelatedSeries, patient.Studies.Sum(study => study.Series.Count));
        Count(attributes, DicomTag.NumberOfPatientRelatedInstances, patient.Studies.Sum(study => study.Instances.Count()));
        return new QueryCandidate(patient.PatientId, patient.Studies[0], attributes);
    }

    public static QueryCandidate Of(HeldStudy study)
    {
        var attributes = Merge(study.Attributes);
        Complete(attributes, study);
        return new QueryCandidate(study.StudyInstanceUid, study, attributes);
    }

    public static QueryCandidate Of(HeldStudy study, HeldSeries series)
    {
        var attributes = Merge(study.Attributes, series.Attributes);
        Complete(attributes, study);
        Count(attributes, DicomTag.NumberOfSeriesRelatedInstances, series.Instances.Count);
        return new QueryCandidate(series.SeriesInstanceUid, study, attributes);
    }

    public static QueryCandidate Of(HeldStudy study, HeldSeries series, HeldInstance instance)
    {
        var attributes = Merge(study.Attributes, series.Attributes, instance.Attributes);
        attributes.AddOrUpdate(DicomTag.AvailableTransferSyntaxUID, instance.File.TransferSyntaxUid);
        return new QueryCandidate(instance.SopInstanceUid, study, attributes);
    }

    private static void Complete(DicomDataset attributes, HeldStudy study)
    {
        Count(attributes, DicomTag.NumberOfStudyRelatedSeries, study.Series.Count);
        Count(attributes, DicomTag.NumberOfStudyRelatedInstances, study.Instances.Count());
        attributes.AddOrUpdate(DicomTag.ModalitiesInStudy, [.. study.Series.Select(series => series.Attributes.GetStringOrEmpty(DicomTag.Modality)).Where(m => m.Length > 0).Distinct()]);
        attributes.AddOrUpdate(DicomTag.SOPClassesInStudy, [.. study.Instances.Select(instance => instance.File.SopClassUid).Distinct()]);
    }

    private static void Count(DicomDataset attributes, DicomTag tag, int count) => attributes.AddOrUpdate(tag, count);

    /// <summary>Values keep the bytes of their files where the character sets of the levels agree, else the text is written anew in Unicode.</summary>
    private static DicomDataset Merge(params DicomDataset[] levels)
    {
        var sets = levels.Select(level => level.GetStringOrEmpty(DicomTag.SpecificCharacterSet)).Distinct().Count();
        var merged = new DicomDataset();
        if (sets > 1)
            merged.AddOrUpdate(DicomTag.SpecificCharacterSet, "ISO_IR 192");
        foreach (var level in levels)
        {
            foreach (var item in level)
            {
                if (sets == 1)
                    merged.AddOrUpdate(item.Clone());
                else if (item.Tag != DicomTag.SpecificCharacterSet)
                    merged.AddOrUpdate(item is DicomElement { VR.IsString: true } ? Text(merged, level, item.Tag, item.VR) : item.Clone());
            }
        }

        return merged;
    }

    private static DicomItem Text(DicomDataset merged, DicomDataset level, DicomTag tag, DicomVR vr) =>
        merged.AddOrUpdate(tag, vr, [.. level.GetStrings(tag)])[tag];
}
