using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Dictionary;
using DicomGateway.Network.Association;
using DicomGateway.Network.Pdu.Items;
using DicomGateway.Network.Transport;
using DicomGateway.Transfer.Services.QueryRetrieve;
using DicomGateway.Transfer.Services.QueryRetrieve.User;

namespace DicomGateway.Transfer.Jobs.Probing;

/// <summary>What a PACS accepts: each SOP class in each transfer syntax has a context of its own, since one context is answered with one of them.</summary>
internal static class ProbeNegotiation
{
    private static readonly string[] Services =
    [
        DicomUID.Verification.UID,
        QueryRetrieveClasses.Find(InformationModel.PatientRoot), QueryRetrieveClasses.Move(InformationModel.PatientRoot), QueryRetrieveClasses.Get(InformationModel.PatientRoot),
        QueryRetrieveClasses.Find(InformationModel.StudyRoot), QueryRetrieveClasses.Move(InformationModel.StudyRoot), QueryRetrieveClasses.Get(InformationModel.StudyRoot),
        DicomUID.ModalityWorklistInformationModelFind.UID, DicomUID.StorageCommitmentPushModel.UID,
    ];

    private static readonly string[] ServiceSyntaxes =
    [
        DicomTransferSyntax.ImplicitVRLittleEndian.UID.UID, DicomTransferSyntax.ExplicitVRLittleEndian.UID.UID, DicomTransferSyntax.ExplicitVRBigEndian.UID.UID,
        DicomTransferSyntax.DeflatedExplicitVRLittleEndian.UID.UID,
    ];

    /// <summary>Kinds of objects that most archives have.</summary>
    private static readonly string[] Stored =
    [
        DicomUID.CTImageStorage.UID, DicomUID.MRImageStorage.UID, DicomUID.ComputedRadiographyImageStorage.UID, DicomUID.DigitalXRayImageStorageForPresentation.UID,
        DicomUID.UltrasoundImageStorage.UID, DicomUID.SecondaryCaptureImageStorage.UID, DicomUID.EnhancedSRStorage.UID, DicomUID.SegmentationStorage.UID,
    ];

    private static readonly string[] StoredSyntaxes =
    [
        .. ServiceSyntaxes, "1.2.840.10008.1.2.4.50", "1.2.840.10008.1.2.4.51", "1.2.840.10008.1.2.4.57", "1.2.840.10008.1.2.4.70", "1.2.840.10008.1.2.4.80",
        "1.2.840.10008.1.2.4.81", "1.2.840.10008.1.2.4.90", "1.2.840.10008.1.2.4.91", "1.2.840.10008.1.2.4.201", "1.2.840.10008.1.2.5",
    ];

    /// <summary>The SOP classes of services, and what the PACS says of itself.</summary>
    public static async Task<AssociationInfo> AskServicesAsync(DicomClientOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        var finds = new[] { InformationModel.PatientRoot, InformationModel.StudyRoot }.Select(QueryRetrieveClasses.Find);

        // Relational, date with time: asked for, not used. Some archives take no longer information than they know.
        var asking = options with { ExtendedNegotiations = [.. finds.Select(find => new ExtendedNegotiation(find, new byte[] { 1, 1 }))] };
        return await AskAsync(asking, Contexts(Services, ServiceSyntaxes), time, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>What it would send by C-GET.</summary>
    public static async Task<IReadOnlyList<ProbedClass>> AskStoredAsync(
        DicomClientOptions options, string getClass, TimeProvider time, CancellationToken cancellationToken)
    {
        var asking = options with { Roles = [.. Stored.Select(stored => new RoleSelection(stored, IsScu: false, IsScp: true))] };
        ProposedContext[] contexts = [new(getClass, [ServiceSyntaxes[0]]), .. Contexts(Stored, StoredSyntaxes)];
        var info = await AskAsync(asking, contexts, time, cancellationToken).ConfigureAwait(false);
        return Classes(info, Stored, mayPerform: true);
    }

    public static IReadOnlyList<ProbedClass> ServicesOf(AssociationInfo info) => Classes(info, Services, mayPerform: false);

    /// <summary>Whether a byte of the extended negotiation of C-FIND is granted: 0 relational, 1 date with time.</summary>
    public static bool Grants(AssociationInfo info, InformationModel model, int place) =>
        info.PeerInformation.ExtendedNegotiations.FirstOrDefault(item => item.SopClassUid == QueryRetrieveClasses.Find(model)) is { } item
        && item.Information.Length > place && item.Information.Span[place] == 1;

    private static List<ProbedClass> Classes(AssociationInfo info, IEnumerable<string> classes, bool mayPerform) =>
    [
        .. from uid in classes
           let syntaxes = info.PresentationContexts.Values.Where(context => context.AbstractSyntax == uid && (!mayPerform || context.MayPerform))
               .Select(context => Name(context.TransferSyntax)).ToList()
           where syntaxes.Count > 0
           select new ProbedClass(Name(uid), uid, syntaxes),
    ];

    private static IEnumerable<ProposedContext> Contexts(IEnumerable<string> classes, IReadOnlyList<string> syntaxes) =>
        classes.SelectMany(uid => syntaxes.Select(syntax => new ProposedContext(uid, [syntax])));

    private static async Task<AssociationInfo> AskAsync(
        DicomClientOptions options, IEnumerable<ProposedContext> contexts, TimeProvider time, CancellationToken cancellationToken)
    {
        var client = new DicomClient(options, time: time);
        await using (client.ConfigureAwait(false))
        {
            var association = await client.OpenAsync([.. contexts], cancellationToken).ConfigureAwait(false);
            await using (association.ConfigureAwait(false))
            {
                await client.ReturnAsync(association).ConfigureAwait(false);
                return association.Info;
            }
        }
    }

    private static string Name(string uid) => DicomUIDDictionary.Find(new DicomUID(uid))?.Name ?? uid;
}
