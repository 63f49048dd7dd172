namespace DicomGateway.Dicom.Dictionary;

/// <summary>What a UID of the standard names (PS3.6 table A-1).</summary>
public enum DicomUIDType
{
    /// <summary>A kind that this version does not tell apart.</summary>
    Other,
    SopClass,
    MetaSopClass,
    TransferSyntax,
    ServiceClass,
    WellKnownSopInstance,
    WellKnownFrameOfReference,
    SynchronizationFrameOfReference,
    CodingScheme,
    ApplicationContextName,
    ApplicationHostingModel,
    MappingResource,
    LdapOid,
}
