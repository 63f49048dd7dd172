namespace DicomGateway.Transfer.Jobs.Pacs;

/// <summary>The PACS that are configured now. They may change while the service runs: ask again rather than keep.</summary>
public interface IPacsDirectory
{
    IReadOnlyList<PacsNode> List();

    PacsNode? Find(string name);
}
