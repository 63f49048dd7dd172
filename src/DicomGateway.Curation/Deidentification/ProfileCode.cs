namespace DicomGateway.Curation.Deidentification;

/// <summary>What a cell of PS3.15 table E.1-1 says. The compound ones wait for what the IOD asks of the attribute.</summary>
internal enum ProfileCode
{
    /// <summary>An empty cell.</summary>
    None,

    /// <summary>D: a dummy value of some length.</summary>
    Dummy,

    /// <summary>Z: zero length, or a dummy.</summary>
    Zero,

    /// <summary>X: remove.</summary>
    Remove,

    /// <summary>K: keep; clean the items of a sequence.</summary>
    Keep,

    /// <summary>C: clean.</summary>
    Clean,

    /// <summary>U: replace the UID.</summary>
    Uid,

    /// <summary>Z/D.</summary>
    ZeroOrDummy,

    /// <summary>X/Z.</summary>
    RemoveOrZero,

    /// <summary>X/D.</summary>
    RemoveOrDummy,

    /// <summary>X/Z/D.</summary>
    RemoveOrZeroOrDummy,

    /// <summary>X/Z/U*: a sequence that holds UID references.</summary>
    RemoveOrZeroOrUids,
}
