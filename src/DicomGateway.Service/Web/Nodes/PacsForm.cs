namespace DicomGateway.Service.Web.Nodes;

/// <summary>The form of a PACS as it was typed.</summary>
public sealed record PacsForm
{
    public string Name { get; init; } = "";

    public string Host { get; init; } = "";

    public string Port { get; init; } = "104";

    public string Called { get; init; } = "";

    public string Calling { get; init; } = "DICOMGATEWAY";

    public string Move { get; init; } = "";

    public string Product { get; init; } = "generic";

    public string Way { get; init; } = "";

    public string Model { get; init; } = "";

    /// <summary>true, false, or nothing where nobody says.</summary>
    public string Descends { get; init; } = "";

    public string Associations { get; init; } = "";

    public string PerMinute { get; init; } = "";

    public string QueriesPerMinute { get; init; } = "";

    public string BytesPerMinute { get; init; } = "";

    /// <summary>One a line.</summary>
    public string Windows { get; init; } = "";

    /// <summary>It is a PACS that is there already.</summary>
    public bool IsChange { get; init; }
}
