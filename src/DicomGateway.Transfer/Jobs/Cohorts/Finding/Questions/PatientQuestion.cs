using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Dictionary;
using DicomGateway.Transfer.Jobs.Cohorts.Values;

namespace DicomGateway.Transfer.Jobs.Cohorts.Finding.Questions;

/// <summary>Divides a question about studies between the patient level and the study level (PS3.4 C.6.1.1).</summary>
internal static class PatientQuestion
{
    private static readonly HashSet<DicomTag> OfPatients =
    [
        DicomTag.PatientID, DicomTag.PatientName, DicomTag.IssuerOfPatientID, DicomTag.PatientBirthDate, DicomTag.PatientBirthTime, DicomTag.PatientSex,
        DicomTag.EthnicGroup, DicomTag.PatientComments,
    ];

    /// <summary>The keys with which the patients of a question are asked for.</summary>
    public static DicomDataset Identify(StudyQuestion question, IReadOnlyList<AttributePath> returned) =>
        IdentifierForm.Make(question.Values.Where(key => IsOfPatient(key.Attribute)), returned.Where(IsOfPatient).Append(AttributePath.Of(DicomTag.PatientID)).Distinct());

    /// <summary>The same for questions that are about the same patients.</summary>
    public static string Name(StudyQuestion question) =>
        string.Join('\n', question.Values.Where(key => IsOfPatient(key.Attribute)).Select(key => $"{key.Attribute}={string.Join('\\', key.Values)}"));

    /// <summary>What is left of a question to be asked about one patient.</summary>
    public static StudyQuestion Below(StudyQuestion question, string patientId) =>
        question with { Values = [(AttributePath.Of(DicomTag.PatientID), [patientId]), .. question.Values.Where(key => !IsOfPatient(key.Attribute))] };

    public static IReadOnlyList<AttributePath> Below(IReadOnlyList<AttributePath> returned) => [.. returned.Where(attribute => !IsOfPatient(attribute))];

    public static string IdOf(DicomDataset patient) => patient.GetStringOrEmpty(DicomTag.PatientID).Trim(' ', '\0');

    /// <summary>Studies with what was said of their patient and not of them.</summary>
    public static IReadOnlyList<DicomDataset> Complete(IReadOnlyList<DicomDataset> studies, DicomDataset patient) => [.. studies.Select(study => Complete(study, patient))];

    private static bool IsOfPatient(AttributePath attribute) => OfPatients.Any(attribute.Is);

    private static DicomDataset Complete(DicomDataset study, DicomDataset patient)
    {
        foreach (var tag in OfPatients)
        {
            if (!study.TryGetString(tag, out _) && patient.GetStrings(tag) is { Count: > 0 } values)
                study.AddOrUpdate(tag, DicomDictionary.DefaultVR(tag), [.. values]);
        }

        return study;
    }
}
