using DicomGateway.Service.StandIn.Scripting;
using DicomGateway.Testing.Faults;
using DicomGateway.Transfer.Jobs.Pacs;
using DicomGateway.Transfer.Services.QueryRetrieve;

namespace DicomGateway.Scenarios.Proofs.Storm;

/// <summary>Single misbehaviours, with settings drawn. What a PACS lies about in all of its answers alike cannot be found out and is left out.</summary>
internal static class StormRules
{
    private static readonly QueryLevel[] BelowStudy = [QueryLevel.Series, QueryLevel.Image];

    public static IEnumerable<MisbehaviourRule> OfRetrieval(SeededSequence random, StandInOperation on)
    {
        MisbehaviourRule Rule(Misbehaviour what, int each = 0) => new()
        {
            On = on,
            Do = what,
            Percent = random.Pick([40, 70, 100]),
            TimesEach = each,
            After = random.Next(4),
            Share = random.Pick([10, 30, 60, 100]),
        };

        return random.Next(21) switch
        {
            0 or 1 => [Rule(Misbehaviour.Drop, random.Between(1, 3))],
            2 => [Rule(Misbehaviour.Drop) with { Steady = true, Percent = 100, Share = 20 }],
            3 => [Rule(Misbehaviour.Fail, random.Between(1, 3))],
            4 => [Rule(Misbehaviour.Fail) with { Steady = true, Percent = 100, Share = 20 }, Rule(Misbehaviour.OmitKeys)],
            5 => [Rule(Misbehaviour.Abort, random.Between(1, 2))],
            6 => [Rule(Misbehaviour.Stall, 1) with { Time = TimeSpan.FromSeconds(4) }],
            7 => [Rule(Misbehaviour.Slow) with { Time = TimeSpan.FromMilliseconds(20) }],
            8 => [Rule(Misbehaviour.NeverEnd, 1)],
            9 => [Rule(on == StandInOperation.Move ? Misbehaviour.EarlySuccess : Misbehaviour.Shuffle), Rule(Misbehaviour.Slow) with { Time = TimeSpan.FromMilliseconds(10) }],
            10 => [Rule(Misbehaviour.Duplicate)],
            11 => [Rule(Misbehaviour.Shuffle)],
            12 => [Rule(Misbehaviour.Wider, 1)],
            13 => [Rule(Misbehaviour.Others, 1)],
            14 => [Rule(Misbehaviour.Instead, 1)],
            15 => [Rule(Misbehaviour.WrongCounts)],
            16 => [Rule(Misbehaviour.OmitCounts)],
            17 => [Rule(Misbehaviour.Fail, 1), Rule(Misbehaviour.OmitKeys), Rule(Misbehaviour.OmitCounts)],
            18 => [Rule(Misbehaviour.Warn), Rule(Misbehaviour.OmitOriginator)],
            19 => [Rule(Misbehaviour.Refuse, random.Between(1, 3)) with { Status = random.Pick(["A700", "A702", "C001", "B000"]) }],
            _ => [Rule(Misbehaviour.Drop, 1), Rule(Misbehaviour.WrongCounts), Rule(Misbehaviour.Abort, 1)],
        };
    }

    public static IEnumerable<MisbehaviourRule> OfQuery(SeededSequence random, PacsProfile profile)
    {
        MisbehaviourRule Rule(Misbehaviour what, int each = 0) => new()
        {
            On = StandInOperation.Find,
            Do = what,
            Percent = random.Pick([40, 70, 100]),
            TimesEach = each,
            After = random.Next(3),
        };

        return random.Next(10) switch
        {
            0 => [Rule(Misbehaviour.Abort, random.Between(1, 2))],
            1 => [Rule(Misbehaviour.Refuse, 1) with { Status = random.Pick(["A700", "C001"]) }],
            2 => [Rule(Misbehaviour.Duplicate), Rule(Misbehaviour.Shuffle)],
            3 when profile.NarrowestQuery == QueryLevel.Image => [Rule(Misbehaviour.OmitCounts)],
            4 => [Rule(Misbehaviour.Slow) with { Time = TimeSpan.FromMilliseconds(10) }],
            5 => [Rule(Misbehaviour.Stall, 1) with { Time = TimeSpan.FromSeconds(4) }],
            6 => [Rule(Misbehaviour.Truncate) with { Levels = BelowStudy, Limit = 1 }],
            7 => [Rule(Misbehaviour.Drop) with { Levels = BelowStudy, Steady = random.OneIn(2) }],
            8 => [new() { On = StandInOperation.Associate, Do = Misbehaviour.Refuse, Percent = 30, Times = 6 }],
            _ => [Rule(Misbehaviour.Others, 1)],
        };
    }
}
