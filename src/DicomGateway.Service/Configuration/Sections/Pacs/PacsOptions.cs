using System.ComponentModel;
using DicomGateway.Service.Configuration.Checks;

namespace DicomGateway.Service.Configuration.Sections.Pacs;

internal sealed record PacsOptions : RemoteNodeOptions
{
    [Description("Name that cohorts and jobs refer to.")]
    [Identifier]
    public required string Name { get; init; }

    [Description("AE title of the PACS (called AE title).")]
    [AeTitle]
    public required string CalledAeTitle { get; init; }

    [Description("AE title that the node introduces itself with.")]
    [AeTitle]
    public string CallingAeTitle { get; init; } = "DICOMGATEWAY";

    [Description("AE title of the node that the PACS sends to on C-MOVE, as it is configured there; may be left out where C-GET is used.")]
    [AeTitle]
    public string? MoveDestination { get; init; }

    [Description("Product that it is, by the name of a file in pacs-profiles; what the file says counts where neither a probe nor quirks say otherwise.")]
    public string Profile { get; init; } = "generic";

    [Description("Set by hand: what the PACS can do and where it differs from the standard.")]
    public QuirkOptions? Quirks { get; init; }

    [Description("How much of it may be asked, and when.")]
    public PacsLimitOptions Limits { get; init; } = new();
}
