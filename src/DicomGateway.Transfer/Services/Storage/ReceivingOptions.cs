namespace DicomGateway.Transfer.Services.Storage;

/// <summary>What the Storage SCP takes.</summary>
public sealed record ReceivingOptions
{
    /// <summary>Takes private SOP classes and those newer than this program too; they are kept and held, never refused to a modality.</summary>
    public bool UnknownSopClasses { get; init; } = true;

    /// <summary>Operations that a peer may have outstanding when it asks for more than one.</summary>
    public ushort Window { get; init; } = 16;
}
