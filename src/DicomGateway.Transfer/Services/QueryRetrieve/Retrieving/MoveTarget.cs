using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Encoding;
using DicomGateway.Network;
using DicomGateway.Network.Dimse;
using DicomGateway.Network.Dimse.Commands;
using DicomGateway.Network.Transport;
using DicomGateway.Transfer.Forwarding.Dicom;
using DicomGateway.Transfer.Records.Catalogue;

namespace DicomGateway.Transfer.Services.QueryRetrieve.Retrieving;

/// <summary>The destination of a C-MOVE, over associations of our own. One that broke is made anew; one that cannot be made is lost.</summary>
internal sealed class MoveTarget(DicomClient client, IReadOnlyList<(string SopClassUid, string TransferSyntaxUid)> kinds, string originator, ushort messageId)
    : ISuboperationTarget, IAsyncDisposable
{
    private readonly ContextPlan _plan = new(null);
    private DicomClientAssociation? _association;
    private HashSet<string> _proposed = [];

    public bool IsLost { get; private set; }

    public async Task<DimseStatus> StoreAsync(CatalogueInstance instance, string path, CancellationToken cancellationToken)
    {
        try
        {
            var association = await ConnectAsync(instance.SopClassUid, cancellationToken).ConfigureAwait(false);
            return await SendAsync(association, instance, path, cancellationToken).ConfigureAwait(false);
        }
        catch (DicomAssociationException)
        {
            // With an association under way the instance is in doubt, which counts as failed; without one there is no point in going on.
            IsLost = _association is null;
            await CloseAsync().ConfigureAwait(false);
            return DimseStatus.ProcessingFailure;
        }
        catch (Exception exception) when (exception is DicomFormatException or DicomDataException)
        {
            return DimseStatus.ProcessingFailure;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync().ConfigureAwait(false);
        await client.DisposeAsync().ConfigureAwait(false);
    }

    private async Task<DimseStatus> SendAsync(DicomClientAssociation association, CatalogueInstance instance, string path, CancellationToken cancellationToken)
    {
        var context = _plan.SyntaxesFor(instance.TransferSyntaxUid)
            .Select(syntax => association.FindContext(instance.SopClassUid, syntax)).FirstOrDefault(context => context is not null);
        if (context is null)
            return DimseStatus.SopClassNotSupported;
        var outgoing = OutgoingInstance.Open(path, instance.TransferSyntaxUid, context.TransferSyntax);
        await using (outgoing.ConfigureAwait(false))
        {
            var store = DimseCommands.CStore(instance.SopClassUid, instance.SopInstanceUid, DimsePriority.Medium, originator, messageId);
            return (await association.SendAsync(context, store, outgoing.Source, cancellationToken).ConfigureAwait(false)).Status;
        }
    }

    private async Task<DicomClientAssociation> ConnectAsync(string sopClassUid, CancellationToken cancellationToken)
    {
        if (_association is { IsUsable: true } standing && _proposed.Contains(sopClassUid))
            return standing;
        await CloseAsync().ConfigureAwait(false);
        var contexts = Contexts(sopClassUid);
        _proposed = [.. contexts.Select(context => context.AbstractSyntax)];
        return _association = await client.OpenAsync(contexts, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Those of the class first, then of the others as many as there is room for: each syntax in a context of its own.</summary>
    private List<ProposedContext> Contexts(string sopClassUid)
    {
        var contexts = new List<ProposedContext>();
        foreach (var group in kinds.GroupBy(kind => kind.SopClassUid).OrderBy(group => group.Key != sopClassUid))
        {
            var syntaxes = group.SelectMany(kind => _plan.SyntaxesFor(kind.TransferSyntaxUid)).Distinct(StringComparer.Ordinal).ToList();
            if (contexts.Count + syntaxes.Count <= DicomClient.MaximumContexts)
                contexts.AddRange(syntaxes.Select(syntax => new ProposedContext(group.Key, [syntax])));
        }

        return contexts;
    }

    private async Task CloseAsync()
    {
        if (_association is not { } association)
            return;
        _association = null;
        try
        {
            if (association.IsUsable)
                await association.ReleaseAsync().ConfigureAwait(false);
        }
        catch (DicomAssociationException)
        {
            // Everything was answered before; how the association ends changes nothing.
        }

        await association.DisposeAsync().ConfigureAwait(false);
    }
}
