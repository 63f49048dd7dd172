using DicomGateway.Dicom.Data;
using DicomGateway.Network.Transport;
using DicomGateway.Transfer.Records.Deliveries;

namespace DicomGateway.Transfer.Forwarding.Dicom;

/// <summary>
/// Which presentation contexts to propose for the files at hand. Each transfer syntax has a context of its own, since an archive may take only
/// one of a context: so the syntax of the file is found whenever the archive knows it. Uncompressed files may be recoded, so the other
/// uncompressed syntaxes are proposed too, deflated as the last, for it costs the most.
/// </summary>
internal sealed class ContextPlan(string? preferredTransferSyntax)
{
    private static readonly string ExplicitVR = DicomTransferSyntax.ExplicitVRLittleEndian.UID.UID;
    private static readonly string ImplicitVR = DicomTransferSyntax.ImplicitVRLittleEndian.UID.UID;
    private static readonly string Deflated = DicomTransferSyntax.DeflatedExplicitVRLittleEndian.UID.UID;

    /// <summary>Transfer syntaxes in which a file can be sent, best first.</summary>
    public IReadOnlyList<string> SyntaxesFor(string fileSyntax)
    {
        if (!DicomTransferSyntax.Lookup(fileSyntax).IsUncompressed)
            return [fileSyntax];
        var first = preferredTransferSyntax is not null && DicomTransferSyntax.Lookup(preferredTransferSyntax).IsUncompressed ? preferredTransferSyntax : fileSyntax;
        return [.. new[] { first, fileSyntax, ExplicitVR, ImplicitVR, Deflated }.Distinct(StringComparer.Ordinal)];
    }

    /// <summary>Splits a batch so that the contexts of each part fit into one association.</summary>
    public IEnumerable<(IReadOnlyList<ProposedContext> Contexts, IReadOnlyList<DeliveryWork> Works)> Split(IReadOnlyList<DeliveryWork> batch)
    {
        var contexts = new HashSet<(string SopClass, string Syntax)>();
        var works = new List<DeliveryWork>();
        foreach (var group in batch.GroupBy(work => (work.Output.SopClassUid, work.Output.TransferSyntaxUid)))
        {
            var needed = SyntaxesFor(group.Key.TransferSyntaxUid).Select(syntax => (group.Key.SopClassUid, syntax)).Where(pair => !contexts.Contains(pair)).ToList();
            if (contexts.Count + needed.Count > DicomClient.MaximumContexts)
            {
                yield return (Proposals(contexts), works);
                contexts.Clear();
                works = [];
                needed = [.. SyntaxesFor(group.Key.TransferSyntaxUid).Select(syntax => (group.Key.SopClassUid, syntax))];
            }

            contexts.UnionWith(needed);
            works.AddRange(group);
        }

        if (works.Count > 0)
            yield return (Proposals(contexts), works);
    }

    private static List<ProposedContext> Proposals(IEnumerable<(string SopClass, string Syntax)> contexts) =>
        [.. contexts.Select(context => new ProposedContext(context.SopClass, [context.Syntax]))];
}
