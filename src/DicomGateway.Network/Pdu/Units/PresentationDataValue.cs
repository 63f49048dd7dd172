namespace DicomGateway.Network.Pdu.Units;

/// <summary>One fragment of a message (PS3.8 9.3.5.1).</summary>
/// <param name="ContextId">The presentation context.</param>
/// <param name="IsCommand">Command set, as against data set.</param>
/// <param name="IsLast">Last fragment of this command set or data set.</param>
/// <param name="Data">The fragment's bytes.</param>
public sealed record PresentationDataValue(byte ContextId, bool IsCommand, bool IsLast, ReadOnlyMemory<byte> Data);
