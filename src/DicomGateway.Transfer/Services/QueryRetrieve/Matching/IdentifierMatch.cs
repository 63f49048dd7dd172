using DicomGateway.Dicom.Data;

namespace DicomGateway.Transfer.Services.QueryRetrieve.Matching;

/// <summary>Attribute matching of C-FIND (PS3.4 C.2.2.2). Pure. For many candidates make one <see cref="IdentifierMatcher"/>.</summary>
public static class IdentifierMatch
{
    /// <summary>
    /// Whether an entity matches an identifier. Keys without value match everything; so do those that say how to ask rather than what for
    /// (Query/Retrieve Level, Specific Character Set, …). What the candidate does not have matches only such keys.
    /// </summary>
    /// <param name="keys">The identifier of the request.</param>
    /// <param name="candidate">Attributes of the entity.</param>
    /// <param name="combinesDateAndTime">Ranges of a date and its time are one range, as negotiated by PS3.4 C.5.1.1.</param>
    public static bool Matches(DicomDataset keys, DicomDataset candidate, bool combinesDateAndTime = false) =>
        new IdentifierMatcher(keys, combinesDateAndTime).Matches(candidate);
}
