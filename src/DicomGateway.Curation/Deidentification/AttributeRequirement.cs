namespace DicomGateway.Curation.Deidentification;

/// <summary>What the IOD asks of an attribute at its place (PS3.5 7.4), the weakest first. A condition (1C, 2C) counts as met.</summary>
internal enum AttributeRequirement
{
    /// <summary>The SOP class is unknown, or its tables are not complete.</summary>
    Unknown,

    /// <summary>The IOD's tables are complete and do not have it.</summary>
    NotInIod,

    /// <summary>Type 3.</summary>
    Optional,

    /// <summary>Type 2 or 2C: present, perhaps empty.</summary>
    MayBeEmpty,

    /// <summary>Type 1 or 1C: present with a value.</summary>
    Required,
}
