using System.ComponentModel;
using DicomGateway.Service.Configuration.Checks;

namespace DicomGateway.Service.Configuration.Sections;

internal sealed record LimitsOptions
{
    [Description("Connections at a time, those without an association included.")]
    [Between(1, 100000)]
    public int Connections { get; init; } = 1000;

    [Description("Associations at a time for one peer.")]
    [Between(1, 10000)]
    public int AssociationsPerPeer { get; init; } = 64;

    [Description("Largest P-DATA PDU that the node takes, in bytes.")]
    [Between(4096, 16777216)]
    public int PduBytes { get; init; } = 262144;

    [Description("How long a connection may stay without an A-ASSOCIATE-RQ (ARTIM).")]
    [Lasts("1s", "10m")]
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(30);

    [Description("How long an association may stay silent.")]
    [Lasts("1s", "1d")]
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromMinutes(5);

    [Description("Bytes per second that a sender must reach inside a PDU once the grace of ten seconds is over.")]
    [Between(0, 1073741824)]
    public int MinimumBytesPerSecond { get; init; } = 1000;
}
