using System.ComponentModel;
using DicomGateway.Service.Configuration.Checks;

namespace DicomGateway.Service.Configuration.Sections;

/// <summary>Who may ask for storage commitment, and where it is reported to when the association of the request is over.</summary>
internal sealed record RequesterOptions : RemoteNodeOptions
{
    [Description("AE title that asks, and is reported to.")]
    [AeTitle]
    public required string AeTitle { get; init; }
}
