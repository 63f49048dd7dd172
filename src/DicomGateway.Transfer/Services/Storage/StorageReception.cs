using DicomGateway.Network.Dimse;
using DicomGateway.Transfer.Spool;

namespace DicomGateway.Transfer.Services.Storage;

/// <summary>One instance on its way from the association to the spool.</summary>
internal sealed class StorageReception(DimseRequest request, InstanceIdentity identity)
{
    private readonly HeaderFacts _facts = new(identity.TransferSyntaxUid);
    private SpoolWriter? _writer;
    private InstanceFacts _found = InstanceFacts.Unknown;

    public Guid InstanceId => _writer?.InstanceId ?? Guid.Empty;

    /// <summary>Whether command and data set speak of the same object.</summary>
    public bool Agrees { get; private set; }

    /// <summary>Takes the data set to its end.</summary>
    /// <exception cref="SpoolUnavailableException">The disk does not take it.</exception>
    /// <exception cref="Network.DicomAssociationException">The association ended first.</exception>
    public async ValueTask TakeAsync(ISpool spool, ReceiveContext context, CancellationToken cancellationToken)
    {
        var dataSet = request.DataSet!;
        _writer = await spool.BeginAsync(context, identity, cancellationToken).ConfigureAwait(false);
        while (await dataSet.ReadFragmentAsync(cancellationToken).ConfigureAwait(false) is { IsEmpty: false } fragment)
        {
            do
            {
                _facts.Push(fragment.Span);
                await _writer.WriteAsync(fragment, cancellationToken).ConfigureAwait(false);
            }
            while (dataSet.TryReadFragment(out fragment) && !fragment.IsEmpty);
        }

        _found = _facts.Finish();
        Agrees = _facts.Agrees(identity);
    }

    /// <summary>Not cancelled by the end of the association: what is wholly here is kept, and the peer's next try finds it.</summary>
    public ValueTask<SpooledInstance> CommitAsync() => _writer!.CommitAsync(_found, CancellationToken.None);

    public ValueTask DiscardAsync() => _writer?.AbortAsync() ?? ValueTask.CompletedTask;
}
