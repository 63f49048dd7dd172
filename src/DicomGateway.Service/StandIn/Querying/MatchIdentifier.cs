using DicomGateway.Dicom.Data;

namespace DicomGateway.Service.StandIn.Querying;

/// <summary>The identifier of one match (PS3.4 C.4.1.1.3.2): the keys that were asked for, with what the entity has.</summary>
internal static class MatchIdentifier
{
    private static readonly HashSet<DicomTag> NotReturned = [DicomTag.SpecificCharacterSet, DicomTag.QueryRetrieveLevel, DicomTag.RetrieveAETitle];

    public static DicomDataset Make(QueryRequest asked, QueryCandidate match, string aeTitle, IReadOnlySet<DicomTag> omitted)
    {
        var answer = new DicomDataset();
        if (match.Attributes.TryGetItem(DicomTag.SpecificCharacterSet, out var characters))
            answer.AddOrUpdate(characters.Clone());
        answer.AddOrUpdate(DicomTag.QueryRetrieveLevel, QueryLevels.Text(asked.Level));
        answer.AddOrUpdate(DicomTag.RetrieveAETitle, aeTitle);
        foreach (var key in asked.Keys.Where(key => !NotReturned.Contains(key.Tag) && !key.Tag.IsGroupLength && !omitted.Contains(key.Tag)))
            answer.AddOrUpdate(match.Attributes.TryGetItem(key.Tag, out var value) ? value.Clone() : Empty(key));
        if (!omitted.Contains(QueryLevels.UniqueKey(asked.Level)) && match.Attributes.TryGetItem(QueryLevels.UniqueKey(asked.Level), out var unique))
            answer.AddOrUpdate(unique.Clone());
        return answer;
    }

    /// <summary>Whether a key was asked for that the archive does not know, which is a warning (FF01).</summary>
    public static bool IsPartial(QueryRequest asked, IReadOnlySet<DicomTag> supported) =>
        asked.Keys.Any(key => !NotReturned.Contains(key.Tag) && !key.Tag.IsGroupLength && !supported.Contains(key.Tag));

    private static DicomItem Empty(DicomItem key) =>
        key is DicomSequence ? new DicomSequence(key.Tag) : new DicomElement(key.Tag, key.VR, ReadOnlyMemory<byte>.Empty);
}
