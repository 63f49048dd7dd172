namespace DicomGateway.Service.Web.Nodes;

/// <summary>The form of a move destination as it was typed.</summary>
public sealed record MoveDestinationForm
{
    public string AeTitle { get; init; } = "";

    public string Host { get; init; } = "";

    public string Port { get; init; } = "104";

    public bool HasTls { get; init; }

    public string Authorities { get; init; } = "";

    /// <summary>It is a move destination that is there already.</summary>
    public bool IsChange { get; init; }

    /// <summary>Somebody is at it.</summary>
    public bool IsOpen { get; init; }
}
