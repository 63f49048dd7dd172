namespace DicomGateway.Transfer.Forwarding.Stow;

/// <summary>What the Store Instances Response says of each instance (PS3.18 10.5.3).</summary>
/// <param name="Stored">SOP Instance UIDs stored, with the warning reason where there is one.</param>
/// <param name="Failed">SOP Instance UIDs not stored, with the failure reason where there is one.</param>
internal sealed record StowResults(IReadOnlyDictionary<string, ushort?> Stored, IReadOnlyDictionary<string, ushort?> Failed)
{
    public static StowResults None { get; } = new(new Dictionary<string, ushort?>(), new Dictionary<string, ushort?>());
}
