using System.Buffers;
using DicomGateway.Network.Dimse;
using DicomGateway.Network.Dimse.DataSets;
using DicomGateway.Transfer.Spool;

namespace DicomGateway.Transfer.Services.Storage;

/// <summary>One instance on its way from the association to the spool: once for each project that it is for.</summary>
internal sealed class StorageReception(DimseRequest request, InstanceIdentity identity)
{
    /// <summary>For whom a retrieved instance is stands near the beginning of its header; it waits in memory for no more than this.</summary>
    private const int HeaderLimit = 256 << 10;

    private readonly HeaderFacts _facts = new(identity.TransferSyntaxUid);
    private readonly List<SpoolWriter> _writers = [];
    private InstanceFacts _found = InstanceFacts.Unknown;

    public Guid InstanceId => _writers.Count == 0 ? Guid.Empty : _writers[0].InstanceId;

    /// <summary>For whom it is; set by <see cref="TakeAsync"/>.</summary>
    public IReadOnlyList<ReceiveContext> Contexts { get; private set; } = [];

    public InstanceIdentity Identity => identity;

    /// <summary>Whether command and data set speak of the same object.</summary>
    public bool Agrees { get; private set; }

    /// <summary>Takes the data set to its end.</summary>
    /// <exception cref="SpoolUnavailableException">The disk does not take it.</exception>
    /// <exception cref="Network.DicomAssociationException">The association ended first.</exception>
    public async ValueTask TakeAsync(ISpool spool, IArrivalRouter router, ArrivalOrigin origin, CancellationToken cancellationToken)
    {
        var dataSet = request.DataSet!;
        if (router.TryRoute(origin, identity) is { } known)
            await BeginAsync(spool, known, cancellationToken).ConfigureAwait(false);
        else
            await TakeHeaderAsync(spool, router, origin, dataSet, cancellationToken).ConfigureAwait(false);
        while (await dataSet.ReadFragmentAsync(cancellationToken).ConfigureAwait(false) is { IsEmpty: false } fragment)
        {
            do
            {
                _facts.Push(fragment.Span);
                await WriteAsync(fragment, cancellationToken).ConfigureAwait(false);
            }
            while (dataSet.TryReadFragment(out fragment) && !fragment.IsEmpty);
        }

        _found = _facts.Finish();
        Agrees = _facts.Agrees(identity);
    }

    /// <summary>Not cancelled by the end of the association: what is wholly here is kept, and the peer's next try finds it.</summary>
    /// <returns>The first of the entries; all of them are durable.</returns>
    public async ValueTask<SpooledInstance> CommitAsync()
    {
        SpooledInstance? first = null;
        foreach (var writer in _writers)
        {
            var spooled = await writer.CommitAsync(_found, CancellationToken.None).ConfigureAwait(false);
            first ??= spooled;
        }

        return first!;
    }

    public async ValueTask DiscardAsync()
    {
        foreach (var writer in _writers)
            await writer.AbortAsync().ConfigureAwait(false);
    }

    private async ValueTask TakeHeaderAsync(
        ISpool spool, IArrivalRouter router, ArrivalOrigin origin, DimseDataSet dataSet, CancellationToken cancellationToken)
    {
        var head = new ArrayBufferWriter<byte>();
        while (!_facts.IsFinished && head.WrittenCount < HeaderLimit
            && await dataSet.ReadFragmentAsync(cancellationToken).ConfigureAwait(false) is { IsEmpty: false } fragment)
        {
            _facts.Push(fragment.Span);
            head.Write(fragment.Span);
        }

        await BeginAsync(spool, await router.RouteAsync(origin, identity, _facts.Read(), cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        await WriteAsync(head.WrittenMemory, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask BeginAsync(ISpool spool, IReadOnlyList<ReceiveContext> contexts, CancellationToken cancellationToken)
    {
        Contexts = contexts;
        foreach (var context in contexts)
            _writers.Add(await spool.BeginAsync(context, identity, cancellationToken).ConfigureAwait(false));
    }

    private async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        foreach (var writer in _writers)
            await writer.WriteAsync(bytes, cancellationToken).ConfigureAwait(false);
    }
}
