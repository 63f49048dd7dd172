using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Encoding.Writing;
using DicomGateway.Network.Dimse;
using DicomGateway.Network.Dimse.Commands;
using DicomGateway.Network.Dimse.DataSets;
using DicomGateway.Service.StandIn.Scripting;

namespace DicomGateway.Service.StandIn.Retrieving;

/// <summary>Performs the sub-operations of one C-MOVE or C-GET and answers it.</summary>
internal sealed class Retrieval(DimseRequest request, IReadOnlyList<PlannedInstance> plan, OperationFaults faults, RetrievalNotes notes, TimeProvider time)
{
    private readonly SubOperationTally _tally = new(plan.Count, faults);

    /// <summary>Up to the final response, and beyond it where the script has that come first.</summary>
    public async ValueTask RunAsync(ISubOperationTarget target, CancellationToken cancellationToken)
    {
        var steps = new FaultSteps(faults, request, time);
        var isEarly = faults.Has(Misbehaviour.EarlySuccess);
        if (isEarly)
            await EndAsync(DimseStatus.Success, new SuboperationCounts(null, (ushort)plan.Count, 0, 0), cancellationToken);
        foreach (var planned in plan)
        {
            if (!await steps.NextAsync(_tally.Done, cancellationToken) || steps.IsCancelled())
                break;
            _tally.Add(planned.Instance.SopInstanceUid, await PerformAsync(planned, target, cancellationToken));
            if (!isEarly)
                await PendingAsync(cancellationToken);
        }

        while (faults.Has(Misbehaviour.NeverEnd) && !steps.MustEnd && !steps.IsCancelled() && await steps.NextAsync(_tally.Done, cancellationToken))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), time, cancellationToken);
            await PendingAsync(cancellationToken);
        }

        await FinishAsync(steps, isEarly, cancellationToken);
    }

    private async ValueTask<DimseStatus> PerformAsync(PlannedInstance planned, ISubOperationTarget target, CancellationToken cancellationToken)
    {
        if (planned.Fate == PlannedFate.Drop)
            return DimseStatus.Success;
        if (planned.Fate == PlannedFate.Fail)
            return DimseStatus.ProcessingFailure;
        var status = await target.StoreAsync(planned.Instance.File, cancellationToken);
        notes.Sent(planned.Instance, status);
        return status;
    }

    private async ValueTask FinishAsync(FaultSteps steps, bool isEarly, CancellationToken cancellationToken)
    {
        // An operation that can go no further because of After counts too: it ends with what the rule says, even when all has been sent.
        if (!steps.MustEnd && !steps.IsCancelled() && _tally.Done == plan.Count)
            await steps.NextAsync(_tally.Done, cancellationToken);
        DimseStatus? status = steps.MustEnd ? steps.Refusal : steps.IsCancelled() ? DimseStatus.Cancel : _tally.Final();
        if (status is { } final && !isEarly)
            await EndAsync(final, _tally.Counts(isFinal: true), cancellationToken);
        notes.Answered(status, _tally.Done);
    }

    private ValueTask PendingAsync(CancellationToken cancellationToken)
    {
        var response = DimseCommands.Response(request.Command, DimseStatus.Pending);
        response.Suboperations = _tally.Counts(isFinal: false);
        return request.RespondAsync(response, null, cancellationToken);
    }

    private ValueTask EndAsync(DimseStatus status, SuboperationCounts counts, CancellationToken cancellationToken)
    {
        var response = DimseCommands.Response(request.Command, status);
        response.Suboperations = counts;
        if (_tally.Failed.Count == 0 || faults.Has(Misbehaviour.OmitKeys))
            return request.RespondAsync(response, null, cancellationToken);
        var failed = new DicomDataset();
        failed.AddOrUpdate(DicomTag.FailedSOPInstanceUIDList, [.. _tally.Failed]);
        var syntax = DicomTransferSyntax.Lookup(request.PresentationContext.TransferSyntax);
        return request.RespondAsync(response, DimseDataSource.FromMemory(DicomDatasetWriter.ToArray(failed, syntax)), cancellationToken);
    }
}
