using DicomGateway.Dicom.Data;
using DicomGateway.Transfer.Jobs.Cohorts.Criteria;
using DicomGateway.Transfer.Jobs.Cohorts.Rules;

namespace DicomGateway.Transfer.Jobs.Cohorts.Finding;

/// <summary>What a PACS is asked to tell of studies and series: what identifies and counts them, and what keys and rules need. No more.</summary>
internal sealed class ReturnKeys
{
    private static readonly DicomTag[] OfStudies =
    [
        DicomTag.StudyInstanceUID, DicomTag.StudyDate, DicomTag.StudyTime, DicomTag.AccessionNumber, DicomTag.PatientID, DicomTag.IssuerOfPatientID,
        DicomTag.ModalitiesInStudy, DicomTag.NumberOfStudyRelatedSeries, DicomTag.NumberOfStudyRelatedInstances,
    ];

    private static readonly DicomTag[] OfSeries =
    [
        DicomTag.SeriesInstanceUID, DicomTag.Modality, DicomTag.NumberOfSeriesRelatedInstances,
    ];

    // Attributes of patients and studies (PS3.4 C.6.1.1, C.6.2.1 and what PACS return besides): nobody returns them at the series level.
    private static readonly HashSet<DicomTag> OfPatientsAndStudies =
    [
        .. OfStudies, DicomTag.PatientName, DicomTag.PatientBirthDate, DicomTag.PatientSex, DicomTag.PatientAge, DicomTag.PatientSize, DicomTag.PatientWeight,
        DicomTag.PatientComments, DicomTag.EthnicGroups, DicomTag.StudyID, DicomTag.StudyDescription, DicomTag.ReferringPhysicianName,
        DicomTag.NameOfPhysiciansReadingStudy, DicomTag.AdmittingDiagnosesDescription, DicomTag.SOPClassesInStudy, DicomTag.Occupation,
        DicomTag.AdditionalPatientHistory,
    ];

    public ReturnKeys(CohortCriteria criteria)
    {
        var inRules = criteria.Rules.ToLookup(rule => rule.Level, rule => rule.Condition.Attributes.Select(attribute => attribute.Tag));
        var ofSeriesRules = inRules[RuleLevel.Series].SelectMany(tags => tags).ToList();
        Study = [.. OfStudies.Concat(criteria.Keys.Select(key => key.Tag)).Concat(inRules[RuleLevel.Study].SelectMany(tags => tags)).Concat(ofSeriesRules.Where(OfPatientsAndStudies.Contains)).Distinct()];
        Series = [.. OfSeries.Concat(criteria.SeriesKeys.Select(key => key.Tag)).Concat(ofSeriesRules.Where(tag => !OfPatientsAndStudies.Contains(tag))).Distinct()];
    }

    public IReadOnlyList<DicomTag> Study { get; }

    public IReadOnlyList<DicomTag> Series { get; }
}
