namespace DicomGateway.Transfer.Services.QueryRetrieve.Retrieving;

/// <summary>How much a retrieval is.</summary>
/// <param name="Instances">Sub-operations to come.</param>
/// <param name="Kinds">SOP classes with the transfer syntaxes of the files.</param>
internal sealed record RetrievalSize(int Instances, IReadOnlyList<(string SopClassUid, string TransferSyntaxUid)> Kinds);
