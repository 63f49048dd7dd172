using DicomGateway.Dicom.Data;

namespace DicomGateway.Transfer.Services.QueryRetrieve.Matching;

/// <summary>Decides which matching of PS3.4 C.2.2.2 a key asks for, by its VR and value.</summary>
internal static class KeyReading
{
    /// <summary>Two quotation marks: matches what is there without a value (PS3.4 C.2.2.2.7).</summary>
    private const string Empty = "\"\"";

    /// <summary>They say how the question or its answer is meant, and ask for nothing.</summary>
    private static readonly HashSet<DicomTag> NoKeys =
    [
        DicomTag.SpecificCharacterSet, DicomTag.QueryRetrieveLevel, DicomTag.QueryRetrieveView, DicomTag.TimezoneOffsetFromUTC, DicomTag.RetrieveAETitle,
        DicomTag.InstanceAvailability, DicomTag.StorageMediaFileSetID, DicomTag.StorageMediaFileSetUID,
    ];

    public static IEnumerable<IKeyMatch> Read(DicomDataset keys, bool combinesDateAndTime)
    {
        var combined = combinesDateAndTime ? DateTimePairs.Find(keys) : [];
        foreach (var pair in combined)
            yield return pair;
        foreach (var item in keys)
        {
            if (NoKeys.Contains(item.Tag) || item.Tag.Element == 0 || combined.Any(pair => pair.Covers(item.Tag)))
                continue;
            if (Read(keys, item) is { } match)
                yield return match;
        }
    }

    private static IKeyMatch? Read(DicomDataset keys, DicomItem item)
    {
        if (item is DicomSequence sequence)
            return Read(sequence);
        var values = keys.GetStrings(item.Tag);
        if (values.All(string.IsNullOrWhiteSpace))
            return null;
        if (values is [Empty])
            return new EmptyMatch(item.Tag);
        return item.VR switch
        {
            DicomVR.DA or DicomVR.TM or DicomVR.DT => new RangeMatch(item.Tag, item.VR, values),
            DicomVR.PN => TextMatch.IsUniversal(values) ? null : new PersonNameMatch(item.Tag, values),
            DicomVR.IS or DicomVR.DS => new NumberMatch(item.Tag, values),
            _ when TakesWildcards(item.VR) => TextMatch.IsUniversal(values) ? null : new TextMatch(item.Tag, values),
            _ => new ExactMatch(item.Tag, values),
        };
    }

    /// <summary>One item is matched; without items, or with an item that asks for nothing, everything matches (PS3.4 C.2.2.2.6).</summary>
    private static SequenceMatch? Read(DicomSequence sequence)
    {
        if (sequence.Count == 0)
            return null;
        var item = new IdentifierMatcher(sequence[0]);
        return item.IsUniversal ? null : new SequenceMatch(sequence.Tag, item);
    }

    /// <summary>PS3.4 C.2.2.2.4: text only, never dates, UIDs, ages and numbers.</summary>
    private static bool TakesWildcards(DicomVR vr) => vr is DicomVR.AE or DicomVR.CS or DicomVR.LO or DicomVR.LT or DicomVR.SH or DicomVR.ST
        or DicomVR.UC or DicomVR.UR or DicomVR.UT or DicomVR.UN;
}
