using DicomGateway.Service.Configuration;
using DicomGateway.Service.Configuration.Sections.Pacs;
using DicomGateway.Transfer.Jobs.Pacs;

namespace DicomGateway.Service.Pacs;

/// <summary>A PACS on record.</summary>
/// <param name="Options">As configured.</param>
/// <param name="IsFromFile">It comes from gateway.json; otherwise it was added while the node ran.</param>
/// <param name="Probed">What a probe found, or null.</param>
/// <param name="Node">The PACS as it is asked; null when what is on record cannot be used any more.</param>
/// <param name="Problems">Why not.</param>
internal sealed record PacsEntry(PacsOptions Options, bool IsFromFile, QuirkOptions? Probed, PacsNode? Node, IReadOnlyList<ConfigurationError> Problems);
