namespace DicomGateway.Transfer.Records.Overview;

/// <summary>Why studies are held, and how many for that.</summary>
/// <param name="Code">The finding's stable code.</param>
/// <param name="Text">One of its texts; names kinds, never values.</param>
/// <param name="Studies">How many.</param>
public sealed record HeldReason(string Code, string Text, long Studies);
