using System.ComponentModel;
using DicomGateway.Service.Configuration.Checks;
using DicomGateway.Transfer.Services.QueryRetrieve;

namespace DicomGateway.Service.StandIn.Scripting;

/// <summary>When the stand-in misbehaves, and how.</summary>
internal sealed record MisbehaviourRule
{
    [Description("Operation that goes wrong: Associate, Find, Move, Get, Store or Commit.")]
    public required StandInOperation On { get; init; }

    [Description("What goes wrong; docs/rehearsal.md describes each.")]
    public required Misbehaviour Do { get; init; }

    [Description("Query/Retrieve Levels at which it happens; none means all.")]
    public IReadOnlyList<QueryLevel> Levels { get; init; } = [];

    [Description("In how many of 100 operations it happens, by chance of the seed.")]
    [Between(0, 100)]
    public int Percent { get; init; } = 100;

    [Description("Only in the operation of this number, counted from 1 for each kind of operation; 0 for any.")]
    [Between(0, 1_000_000)]
    public int Nth { get; init; }

    [Description("How often it happens at most; 0 for no limit.")]
    [Between(0, 1_000_000)]
    public int Times { get; init; }

    [Description("How often at most for the same request (same level and same UIDs); 0 for no limit. A peer that asks again is answered better then.")]
    [Between(0, 1_000_000)]
    public int TimesEach { get; init; }

    [Description("After how many matches or sub-operations it happens.")]
    [Between(0, 1_000_000)]
    public int After { get; init; }

    [Description("Which share of the instances or matches it concerns, in percent; one at least.")]
    [Between(1, 100)]
    public int Share { get; init; } = 30;

    [Description("The same instances each time, so that what is dropped never comes.")]
    public bool Steady { get; init; }

    [Description("Limit of Truncate.")]
    [Between(0, 1_000_000)]
    public int Limit { get; init; } = 10;

    [Description("How long a Stall lasts, and the pause of Slow.")]
    [Lasts("1ms", "1d")]
    public TimeSpan Time { get; init; } = TimeSpan.FromSeconds(1);

    [Description("Status of Refuse as four hexadecimal digits, such as A700 or A702.")]
    public string Status { get; init; } = "A700";

    [Description("Keywords of OmitKeys and IgnoreKeys, such as AccessionNumber.")]
    public IReadOnlyList<string> Keys { get; init; } = [];
}
