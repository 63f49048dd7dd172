namespace DicomGateway.Transfer.Jobs.Probing;

/// <summary>A SOP class that the PACS accepts.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Uid">Its UID.</param>
/// <param name="TransferSyntaxes">Transfer syntaxes that are accepted for it.</param>
public sealed record ProbedClass(string Name, string Uid, IReadOnlyList<string> TransferSyntaxes);
