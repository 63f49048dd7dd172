using DicomGateway.Transfer.Records.Jobs.Items;

namespace DicomGateway.Transfer.Jobs.Running;

/// <summary>An item that is being fetched in this process, and how to stop it.</summary>
internal sealed record ActiveItem(ItemWork Work, CancellationTokenSource Stop)
{
    public DateTimeOffset Renewed { get; set; }
}
