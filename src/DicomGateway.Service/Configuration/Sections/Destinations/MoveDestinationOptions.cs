using System.ComponentModel;
using DicomGateway.Service.Configuration.Checks;

namespace DicomGateway.Service.Configuration.Sections.Destinations;

internal sealed record MoveDestinationOptions : RemoteNodeOptions
{
    [Description("AE title by which peers name the destination, and by which it is called.")]
    [AeTitle]
    public required string AeTitle { get; init; }
}
