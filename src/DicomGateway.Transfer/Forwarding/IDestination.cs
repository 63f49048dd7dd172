using DicomGateway.Curation;

namespace DicomGateway.Transfer.Forwarding;

/// <summary>Something that takes studies. It takes them inspected only: nothing else can be handed to it.</summary>
internal interface IDestination : IAsyncDisposable
{
    string Name { get; }

    /// <summary>Batches that may be under way side by side.</summary>
    int Lanes { get; }

    /// <summary>
    /// Tries to deliver instances of one sealed study, and reports each as soon as its fate is known. Sending the same instance again does no
    /// harm. What it did not come to is not reported.
    /// </summary>
    /// <returns>What is wrong with the destination as a whole, or null when it took part.</returns>
    Task<DestinationTrouble?> SendAsync(InspectedStudy study, DeliveryBatch batch, CancellationToken cancellationToken);

    /// <summary>Finds out whether it could take something, without sending any of it.</summary>
    Task<DestinationEcho> EchoAsync(CancellationToken cancellationToken);
}
