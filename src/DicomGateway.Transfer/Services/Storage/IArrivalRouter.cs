using DicomGateway.Transfer.Spool;

namespace DicomGateway.Transfer.Services.Storage;

/// <summary>Says for whom an instance is.</summary>
internal interface IArrivalRouter
{
    /// <summary>Whether instances may come this way at all.</summary>
    bool Takes(ArrivalOrigin origin);

    /// <summary>For whom it is, one context a project, when that can be said before the data set was looked at; else null.</summary>
    IReadOnlyList<ReceiveContext>? TryRoute(ArrivalOrigin origin, InstanceIdentity identity);

    /// <summary>For whom it is, by what its header says. At least one context: what nobody asked for is kept, too.</summary>
    ValueTask<IReadOnlyList<ReceiveContext>> RouteAsync(
        ArrivalOrigin origin, InstanceIdentity identity, InstanceFacts facts, CancellationToken cancellationToken);

    /// <summary>It is durable for everyone whom it is for.</summary>
    void Arrived(IReadOnlyList<ReceiveContext> contexts, InstanceIdentity identity, long bytes);
}
