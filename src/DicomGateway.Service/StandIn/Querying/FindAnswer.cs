using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Dictionary;
using DicomGateway.Dicom.Encoding.Writing;
using DicomGateway.Network.Dimse;
using DicomGateway.Network.Dimse.Commands;
using DicomGateway.Network.Dimse.DataSets;
using DicomGateway.Service.StandIn.Journal;
using DicomGateway.Service.StandIn.Scripting;

namespace DicomGateway.Service.StandIn.Querying;

/// <summary>Answers C-FIND in patient root and study root (PS3.4 C.4.1).</summary>
internal sealed class FindAnswer(StandInContext context) : IDimseHandler
{
    public async ValueTask HandleAsync(DimseRequest request, CancellationToken cancellationToken)
    {
        try
        {
            var asked = await QueryRequest.ReadAsync(request, cancellationToken);
            var extension = QueryExtension.Of(request, context.Options);
            if (!extension.IsRelational)
                asked.CheckHierarchy();
            var faults = context.Faults.Begin(StandInOperation.Find, asked.Level, asked.Subject);
            Note(request, asked, faults, "asked", null, null);
            var status = await AnswerAsync(request, asked, faults, extension, cancellationToken);
            if (status is { } final)
                await request.RespondAsync(final, cancellationToken: cancellationToken);
        }
        catch (QueryRefusedException refused)
        {
            await request.RespondAsync(refused.Status, refused.Message, cancellationToken);
        }
    }

    private async ValueTask<DimseStatus?> AnswerAsync(DimseRequest request, QueryRequest asked, OperationFaults faults, QueryExtension extension, CancellationToken cancellationToken)
    {
        var steps = new FaultSteps(faults, request, context.Time);
        var matches = new QueryMatches(context.Index, faults, extension.CombinesDateAndTime).Of(asked);
        var sent = 0;
        var status = steps.Refusal;
        while (await steps.NextAsync(sent, cancellationToken) && !steps.IsCancelled() && Next(matches, sent, faults) is { } match)
        {
            await RespondAsync(request, asked, match, faults, cancellationToken);
            sent++;
        }

        status = steps.MustEnd ? steps.Refusal : steps.IsCancelled() ? DimseStatus.Cancel : DimseStatus.Success;
        Note(request, asked, faults, steps is { MustEnd: true, Refusal: null } ? "aborted" : "answered", sent, status);
        return status;
    }

    /// <summary>A query without end gives its last match again and again.</summary>
    private static QueryCandidate? Next(IReadOnlyList<QueryCandidate> matches, int sent, OperationFaults faults)
    {
        if (sent < matches.Count)
            return matches[sent];
        return faults.Has(Misbehaviour.NeverEnd) && matches.Count > 0 ? matches[^1] : null;
    }

    private async ValueTask RespondAsync(DimseRequest request, QueryRequest asked, QueryCandidate match, OperationFaults faults, CancellationToken cancellationToken)
    {
        var omitted = faults.All(Misbehaviour.OmitKeys).SelectMany(rule => rule.Rule.Keys).Select(key => DicomDictionary.Find(key)!.Tag).ToHashSet();
        if (faults.Has(Misbehaviour.OmitCounts))
            omitted.UnionWith(RelatedCounts.Tags);
        var identifier = MatchIdentifier.Make(asked, match, context.Options.AeTitle, omitted);
        if (faults.Find(Misbehaviour.WrongCounts) is { } wrong)
            RelatedCounts.Invent(identifier, wrong.Chance);
        var syntax = DicomTransferSyntax.Lookup(request.PresentationContext.TransferSyntax);
        var isPartial = MatchIdentifier.IsPartial(asked, SupportedKeys.All);
        var response = DimseCommands.Response(request.Command, isPartial ? DimseStatus.PendingWithWarning : DimseStatus.Pending);
        await request.RespondAsync(response, DimseDataSource.FromMemory(DicomDatasetWriter.ToArray(identifier, syntax)), cancellationToken);
    }

    private void Note(DimseRequest request, QueryRequest asked, OperationFaults faults, string what, int? count, DimseStatus? status) => context.Journal.Write(new JournalEntry
    {
        Event = what,
        Operation = StandInOperation.Find,
        Number = faults.Number,
        Association = request.Association.Id,
        Peer = request.Association.CallingAeTitle,
        Level = QueryLevels.Text(asked.Level),
        Keys = what == "asked" ? asked.Asked : null,
        Count = count,
        Status = status?.ToString(),
        Faults = [.. faults.Kinds],
    });
}
