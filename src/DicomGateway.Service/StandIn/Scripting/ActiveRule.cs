namespace DicomGateway.Service.StandIn.Scripting;

/// <summary>A rule that takes effect in one operation.</summary>
internal sealed record ActiveRule(MisbehaviourRule Rule, SeededChance Chance)
{
    /// <summary>Those of the things that the rule concerns: its share of them, one at least.</summary>
    public HashSet<T> Affected<T>(IReadOnlyList<T> things, Func<T, string> name)
        where T : notnull
    {
        var drawn = things.Select(thing => (Thing: thing, Number: Chance.Number(name(thing)))).ToList();
        var affected = drawn.Where(entry => entry.Number % 100 < Rule.Share).Select(entry => entry.Thing).ToHashSet();
        if (affected.Count == 0 && drawn.Count > 0)
            affected.Add(drawn.MinBy(entry => entry.Number).Thing);
        return affected;
    }
}
