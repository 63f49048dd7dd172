namespace DicomGateway.Curation.Deidentification.Tables;

/// <summary>Attribute types (PS3.5 section 7.4), from the loosest to the strictest.</summary>
internal enum AttributeRequirement
{
    /// <summary>The IOD, or a module of it that may hold the attribute, is not in the tables.</summary>
    Unknown,

    /// <summary>Optional; also for an attribute that the IOD does not hold.</summary>
    Type3,
    Type2C,
    Type2,
    Type1C,
    Type1,
}
