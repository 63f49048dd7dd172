using System.Net;
using DicomGateway.Service.StandIn.Scripting;

namespace DicomGateway.Service.StandIn;

/// <summary>How a stand-in PACS is set up.</summary>
internal sealed record StandInOptions
{
    public required IPEndPoint EndPoint { get; init; }

    /// <summary>Where the instances lie that it holds and receives.</summary>
    public required string Folder { get; init; }

    public string AeTitle { get; init; } = "STANDIN";

    /// <summary>AE titles that it can send to: move destinations, and peers that get commitment reports over a new association.</summary>
    public IReadOnlyDictionary<string, DnsEndPoint> Known { get; init; } = new Dictionary<string, DnsEndPoint>();

    /// <summary>It has the patient root only and grants no relational queries: below the patient level it answers for one named patient.</summary>
    public bool IsPatientRootOnly { get; init; }

    public MisbehaviourScript Script { get; init; } = MisbehaviourScript.None;

    /// <summary>Commitment reports come over an association of the stand-in's own, not over the one that asked.</summary>
    public bool ReportsOverNewAssociation { get; init; }
}
