using System.ComponentModel;

namespace DicomGateway.Service.Configuration.Sections.Pacs;

/// <summary>The root of a file in pacs-profiles: what one product is known to do.</summary>
internal sealed record PacsProfileFile
{
    [Description("Where this document's JSON Schema lies, for editors. The service itself does not read it.")]
    public string? Schema { get; init; }

    [Description("Product and version that the file speaks of.")]
    public required string Product { get; init; }

    [Description("Where each statement comes from.")]
    public required string Description { get; init; }

    [Description("What the product can do and where it differs from the standard.")]
    public QuirkOptions Quirks { get; init; } = new();
}
