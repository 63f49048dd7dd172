using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Encoding.Writing;
using DicomGateway.Network;
using DicomGateway.Network.Dimse;
using DicomGateway.Network.Dimse.Commands;
using DicomGateway.Network.Dimse.DataSets;
using DicomGateway.Network.Pdu.Items;
using DicomGateway.Network.Transport;
using DicomGateway.Service.StandIn.Journal;
using DicomGateway.Service.StandIn.Scripting;

namespace DicomGateway.Service.StandIn.Committing;

/// <summary>
/// Storage commitment, push model (PS3.4 annex J): promises what is held. The report goes over the association that asked while that stands, else, or
/// when the options say so, over a new one to the AE title that asked.
/// </summary>
internal sealed class CommitmentAnswer(StandInContext context) : IDimseHandler
{
    private static readonly string SopClass = DicomUID.StorageCommitmentPushModel.UID;
    private static readonly string SopInstance = DicomUID.StorageCommitmentPushModelInstance.UID;

    public async ValueTask HandleAsync(DimseRequest request, CancellationToken cancellationToken)
    {
        if (await CommitmentRequest.ReadAsync(request, cancellationToken) is not { } asked)
        {
            await request.RespondAsync(DimseStatus.MistypedArgument, cancellationToken: cancellationToken);
            return;
        }

        var faults = context.Faults.Begin(StandInOperation.Commit, null, string.Join('/', asked.Instances.Select(instance => instance.SopInstanceUid).Order(StringComparer.Ordinal)));
        var steps = new FaultSteps(faults, request, context.Time);
        Note(request, faults, "asked", asked.Instances.Count, null);
        if (!await steps.NextAsync(0, cancellationToken))
        {
            if (steps.Refusal is { } refusal)
                await request.RespondAsync(refusal, cancellationToken: cancellationToken);
            return;
        }

        await request.RespondAsync(DimseStatus.Success, cancellationToken: cancellationToken);
        if (faults.Has(Misbehaviour.Silent))
            return;
        var report = CommitmentReport.Make(asked, context.Index, faults);
        for (var times = faults.Has(Misbehaviour.Duplicate) ? 2 : 1; times > 0; times--)
            Note(request, faults, "reported", report.Promised, await ReportAsync(request, report));
    }

    private async Task<DimseStatus?> ReportAsync(DimseRequest request, CommitmentReport report)
    {
        try
        {
            if (!context.Options.ReportsOverNewAssociation)
                return await OverSameAsync(request, report);
        }
        catch (DicomAssociationException)
        {
            // The peer did not wait: it gets the report by an association of ours.
        }

        try
        {
            return await OverNewAsync(request.Association.CallingAeTitle.Trim(), report);
        }
        catch (DicomAssociationException)
        {
            return null;
        }
    }

    private async Task<DimseStatus> OverSameAsync(DimseRequest request, CommitmentReport report)
    {
        var syntax = DicomTransferSyntax.Lookup(request.PresentationContext.TransferSyntax);
        await using var information = DimseDataSource.FromMemory(DicomDatasetWriter.ToArray(report.Information, syntax));
        return (await request.SendAsync(request.PresentationContext, Command(report), information, context.Stopping)).Status;
    }

    private async Task<DimseStatus?> OverNewAsync(string peer, CommitmentReport report)
    {
        if (!context.Options.Known.TryGetValue(peer, out var address))
            return null;
        await using var client = new DicomClient(new DicomClientOptions
        {
            Host = address.Host,
            Port = address.Port,
            CalledAeTitle = peer,
            CallingAeTitle = context.Options.AeTitle,
            Roles = [new RoleSelection(SopClass, IsScu: false, IsScp: true)],
        });
        await using var association = await client.OpenAsync([new ProposedContext(SopClass, [DicomTransferSyntax.ImplicitVRLittleEndian.UID.UID])], context.Stopping);
        if (association.FindContext(SopClass) is not { } agreed)
            return null;
        await using var information = DimseDataSource.FromMemory(DicomDatasetWriter.ToArray(report.Information, DicomTransferSyntax.ImplicitVRLittleEndian));
        var answer = await association.SendAsync(agreed, Command(report), information, context.Stopping);
        await association.ReleaseAsync();
        return answer.Status;
    }

    private static CommandSet Command(CommitmentReport report) => DimseCommands.NEventReport(SopClass, SopInstance, report.EventType);

    private void Note(DimseRequest request, OperationFaults faults, string what, int count, DimseStatus? status) => context.Journal.Write(new JournalEntry
    {
        Event = what,
        Operation = StandInOperation.Commit,
        Number = faults.Number,
        Association = request.Association.Id,
        Peer = request.Association.CallingAeTitle,
        Count = count,
        Status = status?.ToString(),
        Faults = [.. faults.Kinds],
    });
}
