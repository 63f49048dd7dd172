using DicomGateway.Service.StandIn.Scripting;
using DicomGateway.Testing.Faults;
using DicomGateway.Transfer.Jobs.Pacs;
using DicomGateway.Transfer.Services.QueryRetrieve;

namespace DicomGateway.Scenarios.Proofs.Storm;

/// <summary>What a PACS is and gets wrong, drawn from a seed.</summary>
internal sealed record StormWeather(PacsProfile Profile, MisbehaviourScript Script)
{
    public static StormWeather Draw(ulong seed)
    {
        var random = new SeededSequence(seed);
        var profile = new PacsProfile
        {
            Retrieval = random.OneIn(3) ? RetrievalMethod.Get : RetrievalMethod.Move,
            NarrowestRetrieval = random.Pick([QueryLevel.Study, QueryLevel.Series, QueryLevel.Image, QueryLevel.Image]),
            NarrowestQuery = random.OneIn(6) ? QueryLevel.Series : QueryLevel.Image,
            MayNotBeCancelled = random.OneIn(6),
        };
        var rules = new List<MisbehaviourRule>();
        var on = profile.Retrieval == RetrievalMethod.Get ? StandInOperation.Get : StandInOperation.Move;
        for (var count = random.Between(1, 4); count > 0; count--)
            rules.AddRange(random.OneIn(4) ? StormRules.OfQuery(random, profile) : StormRules.OfRetrieval(random, on));
        // A list that is cut short is found out by the counts: with neither, nobody could know.
        if (rules.Any(rule => rule is { On: StandInOperation.Find, Do: Misbehaviour.OmitCounts }))
            rules.RemoveAll(rule => rule is { On: StandInOperation.Find, Do: Misbehaviour.Truncate or Misbehaviour.Drop });
        return new StormWeather(profile, new MisbehaviourScript { Seed = random.Next(int.MaxValue), Rules = rules });
    }

    /// <summary>Whether a study may fail before anything of it was sent.</summary>
    public bool SpoilsQueries => Script.Rules.Any(rule => rule.On is StandInOperation.Find or StandInOperation.Associate);

    public override string ToString() =>
        $"{Profile.Retrieval} down to {Profile.NarrowestRetrieval}, lists down to {Profile.NarrowestQuery}: "
        + string.Join(", ", Script.Rules.Select(rule => $"{rule.On} {rule.Do}{(rule.Steady ? " steady" : "")} {rule.Percent}% after {rule.After} each {rule.TimesEach}"));
}
