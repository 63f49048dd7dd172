namespace DicomGateway.Curation.Deidentification;

/// <summary>What is done to an element.</summary>
internal enum DeidentificationAction
{
    Keep,
    Remove,
    Empty,

    /// <summary>A dummy value; for a sequence: its items with dummies in place of all values.</summary>
    Dummy,

    /// <summary>UIDs that name instances get new ones.</summary>
    MapUids,

    /// <summary>A sequence stays and every rule applies to its items.</summary>
    CleanItems,

    /// <summary>A value from elsewhere, such as the patient's pseudonym.</summary>
    Replace,
}
