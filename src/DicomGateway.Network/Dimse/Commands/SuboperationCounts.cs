namespace DicomGateway.Network.Dimse.Commands;

/// <summary>How far a C-GET or C-MOVE is (PS3.7 9.1.3.1, 9.1.4.1); a count that was absent is null.</summary>
/// <param name="Remaining">Not begun or not ended.</param>
/// <param name="Completed">Ended with success.</param>
/// <param name="Failed">Ended with failure.</param>
/// <param name="Warning">Ended with a warning.</param>
public readonly record struct SuboperationCounts(ushort? Remaining, ushort? Completed, ushort? Failed, ushort? Warning);
