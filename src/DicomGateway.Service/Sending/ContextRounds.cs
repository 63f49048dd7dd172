using DicomGateway.Dicom.Data;
using DicomGateway.Network.Transport;

namespace DicomGateway.Service.Sending;

/// <summary>The presentation contexts to propose: every SOP class in the transfer syntaxes of its files, and in the default one, into which uncompressed files can be recoded.</summary>
internal static class ContextRounds
{
    /// <summary>Transfer syntaxes between which a file is recoded, in the order of preference.</summary>
    public static IReadOnlyList<string> Uncompressed { get; } =
    [
        DicomTransferSyntax.ExplicitVRLittleEndian.UID.UID, DicomTransferSyntax.ImplicitVRLittleEndian.UID.UID, DicomTransferSyntax.ExplicitVRBigEndian.UID.UID,
    ];

    /// <summary>As many as an association may propose, the contexts of a SOP class together; few files need more than one round.</summary>
    public static IReadOnlyList<IReadOnlyList<ProposedContext>> Of(IEnumerable<SendItem> items)
    {
        var rounds = new List<List<ProposedContext>>();
        foreach (var contexts in items.GroupBy(item => item.SopClassUid).Select(ofClass => OfClass(ofClass.Key, ofClass)))
        {
            if (rounds.Count == 0 || rounds[^1].Count + contexts.Count > DicomClient.MaximumContexts)
                rounds.Add([]);
            rounds[^1].AddRange(contexts);
        }

        return rounds;
    }

    private static List<ProposedContext> OfClass(string sopClass, IEnumerable<SendItem> items)
    {
        var syntaxes = items.Select(item => item.TransferSyntaxUid).Distinct().ToList();
        if (syntaxes.Any(Uncompressed.Contains))
            syntaxes.Add(DicomTransferSyntax.ImplicitVRLittleEndian.UID.UID);
        return [.. syntaxes.Distinct().Select(syntax => new ProposedContext(sopClass, [syntax]))];
    }
}
