using DicomGateway.Transfer.Jobs.Pacs;

namespace DicomGateway.Transfer.Tests.Way;

/// <summary>The PACS that a test knows.</summary>
internal sealed class KnownPacs : IPacsDirectory
{
    public List<PacsNode> Nodes { get; } = [];

    public IReadOnlyList<PacsNode> List() => [.. Nodes];

    public PacsNode? Find(string name) => Nodes.Find(node => node.Name == name);
}
