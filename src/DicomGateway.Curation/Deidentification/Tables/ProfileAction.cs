namespace DicomGateway.Curation.Deidentification.Tables;

/// <summary>Action codes of PS3.15 table E.1-1a.</summary>
internal enum ProfileAction
{
    /// <summary>The cell is blank.</summary>
    None,

    /// <summary>D: a dummy value that is not empty and fits the VR.</summary>
    Dummy,

    /// <summary>Z: empty, or a dummy value that fits the VR.</summary>
    Zero,

    /// <summary>X: remove, a sequence with all its items.</summary>
    Remove,

    /// <summary>K: keep unchanged; clean the items of a sequence one by one.</summary>
    Keep,

    /// <summary>C: replace by values of similar meaning without identifying information.</summary>
    Clean,

    /// <summary>U: replace by another UID, the same everywhere.</summary>
    ReplaceUid,

    /// <summary>Z/D</summary>
    ZeroOrDummy,

    /// <summary>X/Z</summary>
    RemoveOrZero,

    /// <summary>X/D</summary>
    RemoveOrDummy,

    /// <summary>X/Z/D</summary>
    RemoveOrZeroOrDummy,

    /// <summary>X/Z/U*: as U inside the items of a sequence that refers to instances.</summary>
    RemoveOrZeroOrReplaceUid,
}
