using DicomGateway.Dicom.Data;

namespace DicomGateway.Curation.Metadata;

/// <summary>Who issued a Patient ID: Issuer of Patient ID, else the universal entity of its qualifiers (PS3.3 C.7.1.1, 10.14).</summary>
internal static class PatientIssuer
{
    public static string Of(DicomDataset dataset)
    {
        if (dataset.GetStringOrEmpty(DicomTag.IssuerOfPatientID).Trim() is { Length: > 0 } issuer)
            return issuer;
        return dataset.TryGetSequence(DicomTag.IssuerOfPatientIDQualifiersSequence, out var qualifiers) && qualifiers.Count > 0
            ? qualifiers[0].GetStringOrEmpty(DicomTag.UniversalEntityID).Trim()
            : string.Empty;
    }
}
