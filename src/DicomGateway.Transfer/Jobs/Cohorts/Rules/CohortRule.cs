namespace DicomGateway.Transfer.Jobs.Cohorts.Rules;

/// <summary>One rule. Rules are read in their order; the first that leaves a study or series out is its one reason.</summary>
/// <param name="Id">Own name, the machine's reason.</param>
/// <param name="Level">Whether it decides about studies or series.</param>
/// <param name="IsExclusion">True: what fits is left out. False: what does not fit is left out.</param>
/// <param name="Condition">What is asked.</param>
/// <param name="Text">The reason in words.</param>
/// <param name="On">What it looks at.</param>
internal sealed record CohortRule(string Id, RuleLevel Level, bool IsExclusion, RuleCondition Condition, string Text, RuleBasis On = RuleBasis.Returned)
{
    /// <summary>Null when the candidate goes on; else why it does not. What cannot be known is left out: nothing is fetched on a guess.</summary>
    public LeftOut? Judge(AttributeSource candidate) => Condition.Evaluate(candidate) switch
    {
        null => new LeftOut(Id, IsUnknown: true),
        { } fits => fits == IsExclusion ? new LeftOut(Id, IsUnknown: false) : null,
    };
}
