using DicomGateway.Dicom.Data;
using DicomGateway.Transfer.Records.Catalogue;
using DicomGateway.Transfer.Services.QueryRetrieve.Matching;

namespace DicomGateway.Transfer.Services.QueryRetrieve.Answering;

/// <summary>Chooses the index that leads to the fewest rows; everything is matched once more by its values, so a wrong choice costs time only.</summary>
internal static class LookUpChoice
{
    private const string Lowest = "";
    private const string Highest = "\U0010FFFF";

    private static readonly (CatalogueKey Key, DicomTag Tag, QueryLevel From)[] Uids =
    [
        (CatalogueKey.SopInstanceUid, DicomTag.SOPInstanceUID, QueryLevel.Image), (CatalogueKey.SeriesInstanceUid, DicomTag.SeriesInstanceUID, QueryLevel.Series),
        (CatalogueKey.StudyInstanceUid, DicomTag.StudyInstanceUID, QueryLevel.Study),
    ];

    private static readonly (CatalogueKey Key, DicomTag Tag)[] Texts =
    [
        (CatalogueKey.AccessionNumber, DicomTag.AccessionNumber), (CatalogueKey.PatientId, DicomTag.PatientID), (CatalogueKey.StudyId, DicomTag.StudyID),
        (CatalogueKey.PatientName, DicomTag.PatientName),
    ];

    /// <summary>Empty when all rows have to be looked at.</summary>
    public static IReadOnlyList<CatalogueLookUp> For(QueryIdentifier identifier)
    {
        var (level, keys) = (identifier.Level, identifier.Keys);
        foreach (var (key, tag, from) in Uids)
        {
            if (level >= from && ValuesOf(keys, tag) is { Count: > 0 } uids)
                return [.. uids.Distinct(StringComparer.Ordinal).Select(uid => CatalogueLookUp.Of(key, uid))];
        }

        var found = ByText(level, keys, isPrefix: false) ?? ByDate(level, keys, isSingle: true) ?? ByText(level, keys, isPrefix: true)
            ?? ByDate(level, keys, isSingle: false) ?? ByKind(level, keys);
        return found is null ? [] : [found];
    }

    private static CatalogueLookUp? ByText(QueryLevel level, DicomDataset keys, bool isPrefix)
    {
        foreach (var (key, tag) in Texts)
        {
            if (ValuesOf(keys, tag) is not [var value] || value == "\"\"" || (level == QueryLevel.Patient && OfPatient(key) is null))
                continue;
            if (key == CatalogueKey.PatientName)
                value = value.Contains('=', StringComparison.Ordinal) ? "" : FoldedName.Groups(value)[0];
            var literal = value.AsSpan().IndexOfAny('*', '?') is >= 0 and var wildcard ? value[..wildcard] : value;
            if (literal.Length == 0 || (literal.Length < value.Length) != isPrefix)
                continue;

            // Empty components at the end of a name are left out in the index, so a pattern that spells them out is no prefix of its values.
            literal = isPrefix && key == CatalogueKey.PatientName ? literal.TrimEnd('^', ' ') : literal;
            if (literal.Length > 0)
                return new CatalogueLookUp(level == QueryLevel.Patient ? OfPatient(key)!.Value : key, literal, isPrefix ? literal + Highest : literal);
        }

        return null;
    }

    private static CatalogueLookUp? ByDate(QueryLevel level, DicomDataset keys, bool isSingle)
    {
        if (level == QueryLevel.Patient || ValuesOf(keys, DicomTag.StudyDate) is not [var value] || TemporalRange.Read(DicomVR.DA, value) is not { } range || range.IsSingle != isSingle)
            return null;
        var ends = value.Replace(".", "", StringComparison.Ordinal).Split('-', StringSplitOptions.TrimEntries);
        var (low, high) = (ends[0], ends[^1]);
        return new CatalogueLookUp(CatalogueKey.StudyDate, low.Length == 0 ? Lowest : low, high.Length == 0 ? Highest : high);
    }

    /// <summary>Few values, each with many rows: better than all rows.</summary>
    private static CatalogueLookUp? ByKind(QueryLevel level, DicomDataset keys)
    {
        if (level == QueryLevel.Image && ValuesOf(keys, DicomTag.SOPClassUID) is [var sopClass])
            return CatalogueLookUp.Of(CatalogueKey.SopClassUid, sopClass);
        if (level >= QueryLevel.Series && ValuesOf(keys, DicomTag.Modality) is [var modality] && IsLiteral(modality))
            return CatalogueLookUp.Of(CatalogueKey.Modality, modality);
        return level >= QueryLevel.Study && ValuesOf(keys, DicomTag.ModalitiesInStudy) is [var one] && IsLiteral(one)
            ? CatalogueLookUp.Of(CatalogueKey.ModalityInStudy, one)
            : null;
    }

    private static CatalogueKey? OfPatient(CatalogueKey key) => key switch
    {
        CatalogueKey.PatientId => CatalogueKey.PatientIdOfPatient,
        CatalogueKey.PatientName => CatalogueKey.PatientNameOfPatient,
        _ => null,
    };

    private static bool IsLiteral(string value) => !Wildcard.IsIn(value) && value != "\"\"";

    private static List<string> ValuesOf(DicomDataset keys, DicomTag tag) => [.. keys.GetStrings(tag).Select(value => value.Trim()).Where(value => value.Length > 0)];
}
