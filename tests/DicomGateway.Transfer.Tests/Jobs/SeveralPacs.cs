using DicomGateway.Transfer.Jobs.Pacs;
using DicomGateway.Transfer.Services.QueryRetrieve;

namespace DicomGateway.Transfer.Tests.Jobs;

/// <summary>The PACS of a node.</summary>
internal sealed class SeveralPacs(IReadOnlyList<FakePacs> pacs) : IPacsDirectory, IQueryRetrieveUsers
{
    public IReadOnlyList<PacsNode> List() => [.. pacs.Select(one => one.Node)];

    public PacsNode? Find(string name) => pacs.FirstOrDefault(one => one.Node.Name == name)?.Node;

    public IQueryRetrieveUser For(PacsNode wanted) => pacs.First(one => one.Node.Name == wanted.Name);
}
