using System.ComponentModel;
using DicomGateway.Service.Configuration.Checks;

namespace DicomGateway.Service.Configuration.Sections;

internal sealed record CommitmentOptions
{
    [Description("Promise peers to keep what was received from them (Storage Commitment as SCP). A promise holds back retention: see docs/conformance.md.")]
    public bool Enabled { get; init; }

    [Description("How long an original is kept at least, counted from the promise.")]
    [Lasts("1h", "3650d")]
    public TimeSpan Keeps { get; init; } = TimeSpan.FromDays(30);

    [Description("Who may ask. Each must be one of the peers, too.")]
    public IReadOnlyList<RequesterOptions> Requesters { get; init; } = [];
}
