using DicomGateway.Transfer.Services.QueryRetrieve.Answering;

namespace DicomGateway.Transfer.Services.QueryRetrieve.Retrieving;

/// <summary>What is to be sent, and to whom.</summary>
/// <param name="Identifier">What was asked for.</param>
/// <param name="Projects">Projects that the peer may see.</param>
/// <param name="Destination">AE title that takes it, for the record.</param>
internal sealed record Retrieval(QueryIdentifier Identifier, IReadOnlyList<string> Projects, string Destination);
