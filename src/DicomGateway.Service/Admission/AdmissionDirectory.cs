using DicomGateway.Service.Configuration;
using DicomGateway.Service.Configuration.Recorded;
using DicomGateway.Service.Configuration.Sections;
using DicomGateway.Service.Configuration.Sections.Destinations;
using DicomGateway.Transfer.Records;
using DicomGateway.Transfer.Services.Admission;

namespace DicomGateway.Service.Admission;

/// <summary>Who may come in, and where studies may be moved to: those of gateway.json and those that were added while the node ran.</summary>
internal sealed class AdmissionDirectory : IDisposable
{
    private readonly LoadedConfiguration _configuration;

    private AdmissionDirectory(LoadedConfiguration configuration, ConfigurationStore store)
    {
        _configuration = configuration;
        Peers = new RecordedList<PeerOptions>(
            new RecordedKind<PeerOptions>("peer", "peer", peer => peer.AeTitle, peer => PeerRules.Check(peer, "$", Present)), configuration, store);
        MoveDestinations = new RecordedList<MoveDestinationOptions>(
            new RecordedKind<MoveDestinationOptions>("move-destination", "move destination", destination => destination.AeTitle, destination => RemoteNodeRules.Check(destination, "$")) { FindUse = FindUse },
            configuration,
            store);
    }

    public RecordedList<PeerOptions> Peers { get; }

    public RecordedList<MoveDestinationOptions> MoveDestinations { get; }

    /// <summary>Names that persons had used and gateway.json now has, with their kind.</summary>
    public IReadOnlyList<(string Noun, string Name)> Replaced { get; private set; } = [];

    /// <summary>Seeds Records with what gateway.json says, and reads all that there is.</summary>
    public static async Task<AdmissionDirectory> OpenAsync(LoadedConfiguration configuration, ConfigurationStore store, CancellationToken cancellationToken)
    {
        var directory = new AdmissionDirectory(configuration, store);
        var destinations = await directory.MoveDestinations.OpenAsync(configuration.Values.MoveDestinations, cancellationToken);
        var peers = await directory.Peers.OpenAsync(configuration.Values.Peers, cancellationToken);
        directory.Replaced = [.. destinations.Select(name => ("move destination", name)), .. peers.Select(name => ("peer", name))];
        return directory;
    }

    /// <summary>The lines of the access list that can be used: a peer that nothing would tell from others is not let in.</summary>
    public IEnumerable<PeerAccess> ListAccess() => Peers.Entries.Where(IsUsable).Select(entry => AdmissionSettings.Peer(entry.Options));

    public IEnumerable<MoveDestination> ListDestinations() =>
        MoveDestinations.Entries.Where(entry => IsUsable(entry)).Select(entry => AdmissionSettings.Destination(entry.Options, _configuration.Resolve));

    public bool IsUsable(RecordedEntry<PeerOptions> entry) => entry.Errors.Count == 0 && !PeerRules.Identity(entry.Options, "$", _configuration.Values).Any();

    public bool IsUsable(RecordedEntry<MoveDestinationOptions> entry) => MoveDestinations.Problems(entry).Count == 0;

    public void Dispose()
    {
        Peers.Dispose();
        MoveDestinations.Dispose();
    }

    private GatewayConfiguration Present => _configuration.Values with
    {
        Peers = [.. Peers.Entries.Select(entry => entry.Options)],
        MoveDestinations = [.. MoveDestinations.Entries.Select(entry => entry.Options)],
    };

    private string? FindUse(string aeTitle)
    {
        var users = Peers.Entries.Where(entry => entry.Options.MoveDestinations.Contains(aeTitle)).Select(entry => $"peer '{entry.Name}'").ToList();
        return users.Count > 0 ? string.Join(", ", users) : null;
    }
}
