using System.ComponentModel;
using DicomGateway.Service.Configuration.Sections.Alerts;
using DicomGateway.Service.Configuration.Sections.Destinations;
using DicomGateway.Service.Configuration.Sections.Pacs;

namespace DicomGateway.Service.Configuration.Sections;

/// <summary>The root of gateway.json: what the process needs to start, and what Records is seeded from.</summary>
internal sealed record GatewayConfiguration
{
    [Description("Where this document's JSON Schema lies, for editors. The service itself does not read it.")]
    public string? Schema { get; init; }

    [Description("Folder of the spool, the database and the logs. --data takes precedence.")]
    public string? DataFolder { get; init; }

    [Description("File of the project keys, made at first start. Must lie outside the data folder and outside the folder of this file.")]
    public required string KeyFile { get; init; }

    [Description("Accept associations from any address with neither TLS nor a list of peers. Anyone who reaches the port can then send, whatever peers are listed; leave it off.")]
    public bool AllowOpenAccess { get; init; }

    [Description("What the node listens on. Everything is on loopback unless said otherwise.")]
    public ListenersOptions Listeners { get; init; } = new();

    [Description("Bounds on connections and PDUs.")]
    public LimitsOptions Limits { get; init; } = new();

    [Description("When the node stops accepting instances for want of space.")]
    public StorageOptions Storage { get; init; } = new();

    [Description("How long files are kept once they are no longer needed.")]
    public RetentionOptions Retention { get; init; } = new();

    [Description("Log level and log files.")]
    public LoggingOptions Logging { get; init; } = new();

    [Description("How many studies are worked on and forwarded at a time.")]
    public WorkOptions Work { get; init; } = new();

    [Description("Archives, DICOMweb servers and folders that receive de-identified studies.")]
    public IReadOnlyList<DestinationOptions> Destinations { get; init; } = [];

    [Description("What the node promises to those that send to it.")]
    public CommitmentOptions Commitment { get; init; } = new();

    [Description("Projects: each is reached under AE titles of its own and has a profile and destinations.")]
    public IReadOnlyList<ProjectOptions> Projects { get; init; } = [];

    [Description("Who may connect, besides the PACS below that send what they are asked for. Others can be added while the node runs; who is neither here nor there is rejected.")]
    public IReadOnlyList<PeerOptions> Peers { get; init; } = [];

    [Description("PACS that studies are found in and retrieved from. Others can be added while the node runs.")]
    public IReadOnlyList<PacsOptions> Pacs { get; init; } = [];

    [Description("Where peers that query the node may have studies moved to (C-MOVE); each peer names those that it may use. Others can be added while the node runs.")]
    public IReadOnlyList<MoveDestinationOptions> MoveDestinations { get; init; } = [];

    [Description("How studies are fetched from PACS.")]
    public RetrieveOptions Retrieve { get; init; } = new();

    [Description("Who is told when something is wrong. Messages never name a patient.")]
    public AlertsOptions Alerts { get; init; } = new();
}
