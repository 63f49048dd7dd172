namespace DicomGateway.Transfer.Records.Jobs.Items;

/// <summary>Why a PACS did not give a study whole that others have, too.</summary>
/// <param name="Pacs">Its name.</param>
/// <param name="Reason">For people.</param>
public sealed record PacsOutcome(string Pacs, string Reason);
