using DicomGateway.Dicom.Data;
using DicomGateway.Transfer.Jobs.Cohorts.Criteria;
using DicomGateway.Transfer.Jobs.Cohorts.Rules;
using DicomGateway.Transfer.Jobs.Cohorts.Values;

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
        var inRules = criteria.ReturnedRules.ToLookup(rule => rule.Level, rule => rule.Condition.Attributes);
        var ofSeriesRules = inRules[RuleLevel.Series].SelectMany(attributes => attributes).ToList();
        Study =
        [
            .. OfStudies.Select(AttributePath.Of).Concat(criteria.Keys.Select(key => key.Attribute)).Concat(inRules[RuleLevel.Study].SelectMany(attributes => attributes))
                .Concat(ofSeriesRules.Where(IsOfPatientOrStudy)).Distinct(),
        ];
        Series =
        [
            .. OfSeries.Select(AttributePath.Of).Concat(criteria.SeriesKeys.Select(key => key.Attribute))
                .Concat(ofSeriesRules.Where(attribute => !IsOfPatientOrStudy(attribute))).Distinct(),
        ];
    }

    public IReadOnlyList<AttributePath> Study { get; }

    public IReadOnlyList<AttributePath> Series { get; }

    private static bool IsOfPatientOrStudy(AttributePath attribute) => attribute.Steps[0] is { Creator: null } root && OfPatientsAndStudies.Contains(root.Tag);
}
