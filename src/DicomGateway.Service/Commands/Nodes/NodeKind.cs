using DicomGateway.Service.Configuration.Sections;
using DicomGateway.Service.Configuration.Sections.Destinations;
using DicomGateway.Service.Configuration.Sections.Pacs;

namespace DicomGateway.Service.Commands.Nodes;

/// <summary>A kind of nodes that can be added while the service runs.</summary>
/// <param name="Name">As the command line has it.</param>
/// <param name="Section">Of gateway.json.</param>
/// <param name="Path">Of the API.</param>
/// <param name="NameProperty">The property that an entry is known by.</param>
/// <param name="Type">The entry.</param>
internal sealed record NodeKind(string Name, string Section, string Path, string NameProperty, Type Type)
{
    public static IReadOnlyList<NodeKind> All { get; } =
    [
        new("pacs", "pacs", "pacs", "name", typeof(PacsOptions)),
        new("peer", "peers", "peers", "aeTitle", typeof(PeerOptions)),
        new("move-destination", "moveDestinations", "move-destinations", "aeTitle", typeof(MoveDestinationOptions)),
    ];

    /// <summary>The path of one entry: names of PACS are made for paths, AE titles are not.</summary>
    public string PathOf(string name) => Path == "pacs" ? $"{Path}/{Uri.EscapeDataString(name)}" : $"{Path}?aeTitle={Uri.EscapeDataString(name)}";

    /// <summary>Where an entry is replaced.</summary>
    public string PathToChange(string name) => Path == "pacs" ? PathOf(name) : Path;
}
