using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Encoding;
using DicomGateway.Dicom.Encoding.Parsing;
using DicomGateway.Network.Dimse;

namespace DicomGateway.Transfer.Services.QueryRetrieve.User;

/// <summary>Identifiers of requests and responses (PS3.4 C.4.1.1.3).</summary>
internal static class Identifiers
{
    /// <summary>The keys with their level and its unique key, which every match must then carry.</summary>
    public static DicomDataset ForQuery(QueryLevel level, DicomDataset keys)
    {
        var identifier = ForRetrieval(level, keys);
        var unique = UniqueKey(level);
        return identifier.Contains(unique) ? identifier : identifier.AddOrUpdate(unique, Array.Empty<string>());
    }

    public static DicomDataset ForRetrieval(QueryLevel level, DicomDataset keys) =>
        keys.Clone().AddOrUpdate(DicomTag.QueryRetrieveLevel, Name(level));

    public static DicomTag UniqueKey(QueryLevel level) => level switch
    {
        QueryLevel.Patient => DicomTag.PatientID,
        QueryLevel.Study => DicomTag.StudyInstanceUID,
        QueryLevel.Series => DicomTag.SeriesInstanceUID,
        _ => DicomTag.SOPInstanceUID,
    };

    public static string Name(QueryLevel level) => level switch
    {
        QueryLevel.Patient => "PATIENT",
        QueryLevel.Study => "STUDY",
        QueryLevel.Series => "SERIES",
        _ => "IMAGE",
    };

    /// <exception cref="QueryFailedException">The bytes are no data set.</exception>
    public static DicomDataset ReadMatch(ReadOnlyMemory<byte> bytes, string transferSyntax)
    {
        try
        {
            return DicomDatasetReader.Read(bytes, DicomTransferSyntax.Lookup(transferSyntax)).Dataset;
        }
        catch (DicomFormatException malformed)
        {
            throw new QueryFailedException(DimseStatus.CannotUnderstand, "The PACS sent a match that cannot be read as a data set: its answer cannot be relied on.", malformed);
        }
    }

    /// <summary>Failed SOP Instance UID List of a final response; empty when there is none or it cannot be read.</summary>
    public static IReadOnlyList<string> ReadFailed(DimseResponse response, string transferSyntax)
    {
        if (response.DataSet is not { IsEmpty: false } bytes)
            return [];
        try
        {
            return DicomDatasetReader.Read(bytes, DicomTransferSyntax.Lookup(transferSyntax)).Dataset.GetStrings(DicomTag.FailedSOPInstanceUIDList);
        }
        catch (Exception malformed) when (malformed is DicomFormatException or DicomDataException)
        {
            // The list is a hint; what is missing is found out from what was received.
            return [];
        }
    }
}
