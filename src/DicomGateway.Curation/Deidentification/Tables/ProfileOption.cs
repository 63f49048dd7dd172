namespace DicomGateway.Curation.Deidentification.Tables;

/// <summary>The option columns of PS3.15 table E.1-1, in their order there.</summary>
internal enum ProfileOption
{
    RetainSafePrivate,
    RetainUids,
    RetainDeviceIdentity,
    RetainInstitutionIdentity,
    RetainPatientCharacteristics,
    RetainLongitudinalFullDates,
    RetainLongitudinalModifiedDates,
    CleanDescriptors,
    CleanStructuredContent,
    CleanGraphics,
}
