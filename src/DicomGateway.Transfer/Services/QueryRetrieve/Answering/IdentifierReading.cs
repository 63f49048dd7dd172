using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Encoding;
using DicomGateway.Dicom.Encoding.Parsing;
using DicomGateway.Network.Dimse;

namespace DicomGateway.Transfer.Services.QueryRetrieve.Answering;

/// <summary>Reads the identifier of a request to its end and finds what is wrong with it.</summary>
internal static class IdentifierReading
{
    private const int Longest = 1024 * 1024;

    private static readonly DicomUID[] PatientRoot =
    [
        DicomUID.PatientRootQueryRetrieveInformationModelFind, DicomUID.PatientRootQueryRetrieveInformationModelMove,
        DicomUID.PatientRootQueryRetrieveInformationModelGet,
    ];

    /// <summary>Of C-FIND.</summary>
    public static async ValueTask<(QueryIdentifier? Identifier, IdentifierFault? Fault)> ReadQueryAsync(DimseRequest request, CancellationToken cancellationToken)
    {
        var (keys, fault) = await ReadAsync(request, cancellationToken).ConfigureAwait(false);
        fault ??= FindFault(request, keys!) ?? KeyCheck.FindMalformed(keys!);
        return fault is null ? (Make(request, keys!), null) : (null, fault);
    }

    /// <summary>Of C-MOVE and C-GET: the unique key of the level must say what to send.</summary>
    public static async ValueTask<(QueryIdentifier? Identifier, IdentifierFault? Fault)> ReadRetrievalAsync(DimseRequest request, CancellationToken cancellationToken)
    {
        var (keys, fault) = await ReadAsync(request, cancellationToken).ConfigureAwait(false);
        fault ??= FindFault(request, keys!) ?? KeyCheck.FindUnnamed(keys!, LevelOf(keys!)!.Value);
        return fault is null ? (Make(request, KeyCheck.OnlyUnique(keys!, LevelOf(keys!)!.Value)), null) : (null, fault);
    }

    private static QueryIdentifier Make(DimseRequest request, DicomDataset keys) => new(LevelOf(keys)!.Value, keys, Negotiated(request, 1));

    private static async ValueTask<(DicomDataset? Keys, IdentifierFault? Fault)> ReadAsync(DimseRequest request, CancellationToken cancellationToken)
    {
        if (request.DataSet is not { } dataSet)
            return (null, new IdentifierFault(DimseStatus.DataSetDoesNotMatchSopClass, "There is no identifier"));
        try
        {
            var bytes = await dataSet.ReadToEndAsync(Longest, cancellationToken).ConfigureAwait(false);
            return (DicomDatasetReader.Read(bytes, DicomTransferSyntax.Lookup(request.PresentationContext.TransferSyntax)).Dataset, null);
        }
        catch (InvalidDataException)
        {
            return (null, new IdentifierFault(DimseStatus.CannotUnderstand, "The identifier is longer than 1 MiB"));
        }
        catch (Exception exception) when (exception is DicomFormatException or DicomDataException)
        {
            return (null, new IdentifierFault(DimseStatus.CannotUnderstand, "The identifier is no data set in this transfer syntax"));
        }
    }

    private static IdentifierFault? FindFault(DimseRequest request, DicomDataset keys)
    {
        var model = PatientRoot.Any(uid => uid.UID == request.Command.AffectedSopClassUid) ? InformationModel.PatientRoot : InformationModel.StudyRoot;
        if (LevelOf(keys) is not { } level || (level == QueryLevel.Patient && model == InformationModel.StudyRoot))
            return new IdentifierFault(DimseStatus.DataSetDoesNotMatchSopClass, "Query/Retrieve Level is none of this information model", DicomTag.QueryRetrieveLevel);
        return Negotiated(request, 0) ? null : KeyCheck.FindMissing(keys, level, model);
    }

    private static QueryLevel? LevelOf(DicomDataset keys) => keys.GetStringOrEmpty(DicomTag.QueryRetrieveLevel).Trim() switch
    {
        "PATIENT" => QueryLevel.Patient,
        "STUDY" => QueryLevel.Study,
        "SERIES" => QueryLevel.Series,
        "IMAGE" => QueryLevel.Image,
        _ => null,
    };

    /// <summary>What is asked for is granted (see Admission), so what was asked for was agreed.</summary>
    private static bool Negotiated(DimseRequest request, int place) =>
        request.Association.PeerInformation.ExtendedNegotiations.Any(item =>
            item.SopClassUid == request.Command.AffectedSopClassUid && item.Information.Length > place && item.Information.Span[place] == 1);
}
