using DicomGateway.Dicom.Data;
using DicomGateway.Network.Dimse;
using DicomGateway.Transfer.Services.QueryRetrieve.Matching;

namespace DicomGateway.Transfer.Services.QueryRetrieve.Answering;

/// <summary>What the keys of an identifier must be.</summary>
internal static class KeyCheck
{
    /// <summary>Without relational queries every unique key above the level has one value (PS3.4 C.4.1.2.2.1).</summary>
    public static IdentifierFault? FindMissing(DicomDataset keys, QueryLevel level, InformationModel model)
    {
        DicomTag[] missing = [.. UniqueKeys.Above(level, model).Where(tag => !IsSingle(keys, tag))];
        return missing.Length == 0 ? null : new IdentifierFault(
            DimseStatus.DataSetDoesNotMatchSopClass, "A unique key above the level is not one value; ask relationally", missing);
    }

    /// <summary>Dates and times that are none would match nothing without a word.</summary>
    public static IdentifierFault? FindMalformed(DicomDataset keys)
    {
        DicomTag[] malformed =
        [
            .. keys.Where(item => item is DicomElement { VR: DicomVR.DA or DicomVR.TM or DicomVR.DT })
                .Where(item => keys.GetStrings(item.Tag).Any(value => value.Trim() is { Length: > 0 } text && text != "\"\"" && TemporalRange.Read(item.VR, text) is null))
                .Select(item => item.Tag),
        ];
        return malformed.Length == 0 ? null : new IdentifierFault(DimseStatus.CannotUnderstand, "A date or time is neither a value nor a range", malformed);
    }

    /// <summary>A retrieval names what it wants: one patient, or studies, series or instances.</summary>
    public static IdentifierFault? FindUnnamed(DicomDataset keys, QueryLevel level)
    {
        var tag = UniqueKeys.Of(level);
        var isNamed = level == QueryLevel.Patient ? IsSingle(keys, tag) : keys.GetStrings(tag).Any(value => value.Trim().Length > 0);
        return isNamed ? null : new IdentifierFault(DimseStatus.DataSetDoesNotMatchSopClass, "The unique key of the level has no value to retrieve by", tag);
    }

    /// <summary>What else is in the identifier of a retrieval selects nothing (PS3.4 C.4.2.1.4.1).</summary>
    public static DicomDataset OnlyUnique(DicomDataset keys, QueryLevel level)
    {
        var unique = Enumerable.Range(0, (int)level + 1).Select(above => UniqueKeys.Of((QueryLevel)above)).ToHashSet();
        return new DicomDataset(keys.Where(item => item.Tag == DicomTag.SpecificCharacterSet || item.Tag == DicomTag.QueryRetrieveLevel || unique.Contains(item.Tag)));
    }

    private static bool IsSingle(DicomDataset keys, DicomTag tag) => keys.GetStrings(tag) is [var value] && value.Trim().Length > 0 && !Wildcard.IsIn(value);
}
