using DicomGateway.Network.Dimse;
using DicomGateway.Network.Dimse.Commands;
using DicomGateway.Network.Transport;
using DicomGateway.Service.Sending;
using DicomGateway.Service.StandIn.Querying;
using DicomGateway.Service.StandIn.Scripting;

namespace DicomGateway.Service.StandIn.Retrieving;

/// <summary>Answers C-MOVE and C-GET in patient root and study root (PS3.4 C.4.2, C.4.3).</summary>
internal sealed class RetrieveAnswer(StandInContext context, StandInOperation operation) : IDimseHandler
{
    public async ValueTask HandleAsync(DimseRequest request, CancellationToken cancellationToken)
    {
        try
        {
            var asked = await QueryRequest.ReadAsync(request, cancellationToken);
            if (!QueryExtension.Of(request, context.Options).IsRelational)
                asked.CheckHierarchy();
            if (asked.Keys.GetStringOrEmpty(QueryLevels.UniqueKey(asked.Level)).Length == 0)
                throw new QueryRefusedException(DimseStatus.DataSetDoesNotMatchSopClass, "The unique key of the level has no value.");
            await RetrieveAsync(request, asked, cancellationToken);
        }
        catch (QueryRefusedException refused)
        {
            await request.RespondAsync(refused.Status, refused.Message, cancellationToken);
        }
    }

    private async ValueTask RetrieveAsync(DimseRequest request, QueryRequest asked, CancellationToken cancellationToken)
    {
        var faults = context.Faults.Begin(operation, asked.Level, asked.Subject);
        var notes = new RetrievalNotes(context.Journal, operation, request, faults);
        notes.Asked(asked);
        var plan = RetrievalPlan.Make(context.Index, asked, faults);
        await using ISubOperationTarget target = operation == StandInOperation.Get ? new GetTarget(request) : Destination(request, plan, faults);
        // Whoever had its final response ends the association; the instances come nevertheless.
        var lasting = faults.Has(Misbehaviour.EarlySuccess) ? context.Stopping : cancellationToken;
        await new Retrieval(request, plan, faults, notes, context.Time).RunAsync(target, lasting);
    }

    /// <exception cref="QueryRefusedException">The destination is not known.</exception>
    private MoveTarget Destination(DimseRequest request, IReadOnlyList<PlannedInstance> plan, OperationFaults faults)
    {
        if (request.Command.MoveDestination is not { } name || !context.Options.Known.TryGetValue(name, out var address))
            throw new QueryRefusedException(DimseStatus.MoveDestinationUnknown, "The stand-in knows no such AE title; name it with --known.");
        var client = new DicomClientOptions { Host = address.Host, Port = address.Port, CalledAeTitle = name, CallingAeTitle = context.Options.AeTitle };
        var (originator, message) = faults.Has(Misbehaviour.OmitOriginator)
            ? ((string?)null, (ushort?)null)
            : (request.Association.CallingAeTitle, request.Command.MessageId);
        return new MoveTarget(
            client,
            ContextRounds.Of(plan.Select(planned => planned.Instance.File)),
            item => DimseCommands.CStore(item.SopClassUid, item.SopInstanceUid, moveOriginatorAeTitle: originator, moveOriginatorMessageId: message));
    }
}
