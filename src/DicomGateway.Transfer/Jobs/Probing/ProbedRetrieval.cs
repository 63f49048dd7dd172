namespace DicomGateway.Transfer.Jobs.Probing;

/// <summary>A retrieval that was tried.</summary>
/// <param name="Method">C-GET or C-MOVE.</param>
/// <param name="Level">Query/Retrieve Level.</param>
/// <param name="Status">Final status.</param>
/// <param name="Received">Instances that came by C-GET; what a C-MOVE says it has sent.</param>
public sealed record ProbedRetrieval(string Method, string Level, string Status, int Received);
