namespace DicomGateway.Transfer.Records.Commitments;

/// <summary>What became of the instances that an answer speaks of.</summary>
/// <param name="Destination">Who answered.</param>
/// <param name="Promised">Instances promised.</param>
/// <param name="Refused">Instances refused.</param>
/// <param name="Unmentioned">Instances that it was asked for and did not speak of.</param>
public sealed record ProofOutcome(string Destination, int Promised, int Refused, int Unmentioned);
