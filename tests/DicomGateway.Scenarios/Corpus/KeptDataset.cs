namespace DicomGateway.Scenarios.Corpus;

/// <summary>Bytes of a data set that somebody keeps.</summary>
internal sealed record KeptDataset(string SopInstanceUid, string TransferSyntaxUid, string Hash);
