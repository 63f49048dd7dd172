using DicomGateway.Transfer.Jobs.Pacs;
using DicomGateway.Transfer.Jobs.Probing;
using DicomGateway.Transfer.Records;

namespace DicomGateway.Service.Pacs;

/// <summary>Probes a PACS of the directory for a person; audited.</summary>
internal static class PacsProbing
{
    /// <param name="directory">Where the PACS is, and what was found is kept.</param>
    /// <param name="audit">Is told of it.</param>
    /// <param name="pacs">The PACS.</param>
    /// <param name="retrieve">One instance is retrieved, too.</param>
    /// <param name="save">What was found is kept; jobs go by it.</param>
    /// <param name="actor">Who asks.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="Network.DicomAssociationException">The PACS cannot be reached, or ended an association.</exception>
    public static async Task<ProbeReport> ProbeAsync(
        PacsDirectory directory, AuditStore audit, PacsNode pacs, bool retrieve, bool save, string actor, TimeProvider time, CancellationToken cancellationToken)
    {
        var options = new ProbeOptions { Client = pacs.Client, Retrieve = retrieve, MoveDestination = retrieve ? pacs.MoveDestination : null };
        var report = await new PacsProber(options, time).ProbeAsync(cancellationToken);
        await audit.AppendAsync(actor, "pacs.probed", null, null, new Dictionary<string, string> { ["name"] = pacs.Name }, cancellationToken);
        if (save)
            await directory.SaveProbeAsync(pacs.Name, ProbeResult.Findings(report), actor, cancellationToken);
        return report;
    }
}
