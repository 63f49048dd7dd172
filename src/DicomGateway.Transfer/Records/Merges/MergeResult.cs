namespace DicomGateway.Transfer.Records.Merges;

/// <summary>What a merge, or taking one back, has set in motion.</summary>
/// <param name="RunAgain">Studies that run again: held ones that named both, and those that were on their way.</param>
/// <param name="Stopped">Studies that are held because one of the patients has objected.</param>
public sealed record MergeResult(int RunAgain, int Stopped);
