namespace DicomGateway.Service.Web.Nodes;

/// <summary>The form of a peer as it was typed.</summary>
public sealed record PeerForm
{
    public string AeTitle { get; init; } = "";

    /// <summary>One address or range a line.</summary>
    public string Addresses { get; init; } = "";

    public IReadOnlyList<string> Calls { get; init; } = [];

    /// <summary>One a line.</summary>
    public string Thumbprints { get; init; } = "";

    /// <summary>One a line.</summary>
    public string Subjects { get; init; } = "";

    public IReadOnlyList<string> Query { get; init; } = [];

    public IReadOnlyList<string> MovesTo { get; init; } = [];

    /// <summary>It is a peer that is there already.</summary>
    public bool IsChange { get; init; }

    /// <summary>Somebody is at it.</summary>
    public bool IsOpen { get; init; }
}
