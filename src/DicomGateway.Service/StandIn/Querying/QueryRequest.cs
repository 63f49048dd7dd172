using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Dictionary;
using DicomGateway.Dicom.Encoding;
using DicomGateway.Dicom.Encoding.Parsing;
using DicomGateway.Network.Dimse;
using DicomGateway.Transfer.Services.QueryRetrieve;

namespace DicomGateway.Service.StandIn.Querying;

/// <summary>The identifier of a C-FIND, C-MOVE or C-GET.</summary>
internal sealed record QueryRequest(InformationModel Model, QueryLevel Level, DicomDataset Keys)
{
    private const int IdentifierMaximum = 16 << 20;

    private static readonly HashSet<string> PatientRoot =
    [
        DicomUID.PatientRootQueryRetrieveInformationModelFind.UID, DicomUID.PatientRootQueryRetrieveInformationModelMove.UID,
        DicomUID.PatientRootQueryRetrieveInformationModelGet.UID,
    ];

    /// <summary>The same for the same request: level and unique keys.</summary>
    public string Subject => string.Join('/', QueryLevels.UniqueKeys.Select(Keys.GetStringOrEmpty));

    /// <summary>The keys that have values, by keyword, for the journal.</summary>
    public IReadOnlyDictionary<string, string> Asked => Keys.OfType<DicomElement>().Where(key => !key.IsEmpty)
        .ToDictionary(key => DicomDictionary.Find(key.Tag)?.Keyword ?? key.Tag.ToString(), key => string.Join('\\', Keys.GetStrings(key.Tag)));

    /// <summary>Reads the identifier to its end.</summary>
    /// <exception cref="QueryRefusedException">It is none.</exception>
    public static async ValueTask<QueryRequest> ReadAsync(DimseRequest request, CancellationToken cancellationToken)
    {
        if (request.DataSet is not { } incoming)
            throw new QueryRefusedException(DimseStatus.MistypedArgument, "There is no identifier.");
        var keys = Parse(await ReadAsync(incoming.ReadToEndAsync(IdentifierMaximum, cancellationToken)), request.PresentationContext.TransferSyntax);
        var model = PatientRoot.Contains(request.PresentationContext.AbstractSyntax) ? InformationModel.PatientRoot : InformationModel.StudyRoot;
        if (!QueryLevels.TryParse(keys.GetStringOrEmpty(DicomTag.QueryRetrieveLevel), out var level))
            throw new QueryRefusedException(DimseStatus.DataSetDoesNotMatchSopClass, "Query/Retrieve Level is missing or unknown.");
        if (model == InformationModel.StudyRoot && level == QueryLevel.Patient)
            throw new QueryRefusedException(DimseStatus.DataSetDoesNotMatchSopClass, "Study root has no patient level.");
        return new QueryRequest(model, level, keys);
    }

    /// <summary>Hierarchical requests name one of each entity above their level (PS3.4 C.4.1.2.1).</summary>
    /// <exception cref="QueryRefusedException">They do not.</exception>
    public void CheckHierarchy()
    {
        foreach (var key in QueryLevels.KeysAbove(Model, Level))
        {
            if (Keys.GetStrings(key) is not [{ Length: > 0 } only] || (key == DicomTag.PatientID && only.AsSpan().ContainsAny('*', '?')))
                throw new QueryRefusedException(DimseStatus.DataSetDoesNotMatchSopClass, $"{DicomDictionary.Find(key)!.Keyword} must have one value.");
        }
    }

    private static async ValueTask<ReadOnlyMemory<byte>> ReadAsync(ValueTask<ReadOnlyMemory<byte>> reading)
    {
        try
        {
            return await reading;
        }
        catch (InvalidDataException)
        {
            throw new QueryRefusedException(DimseStatus.CannotUnderstand, "The identifier is too long.");
        }
    }

    private static DicomDataset Parse(ReadOnlyMemory<byte> bytes, string transferSyntax)
    {
        try
        {
            return DicomDatasetReader.Read(bytes, DicomTransferSyntax.Lookup(transferSyntax)).Dataset;
        }
        catch (Exception e) when (e is DicomFormatException or DicomDataException)
        {
            throw new QueryRefusedException(DimseStatus.CannotUnderstand, "The identifier cannot be read.");
        }
    }
}
