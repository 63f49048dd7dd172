using DicomGateway.Transfer.Jobs.Cohorts.Values;

namespace DicomGateway.Transfer.Jobs.Cohorts.Rules;

/// <summary>A question about a study or series: yes, no, or null when not enough is known.</summary>
internal abstract record RuleCondition
{
    /// <summary>What has to be known for an answer.</summary>
    public abstract IEnumerable<AttributePath> Attributes { get; }

    public abstract bool? Evaluate(AttributeSource candidate);
}

/// <summary>Every part holds. One that does not decides, whatever is unknown of the others.</summary>
internal sealed record AllConditions(IReadOnlyList<RuleCondition> Parts) : RuleCondition
{
    public override IEnumerable<AttributePath> Attributes => Parts.SelectMany(part => part.Attributes);

    public override bool? Evaluate(AttributeSource candidate)
    {
        bool? result = true;
        foreach (var part in Parts)
        {
            if (part.Evaluate(candidate) is not { } answer)
                result = null;
            else if (!answer)
                return false;
        }

        return result;
    }
}

/// <summary>One part holds at least. One that does decides, whatever is unknown of the others.</summary>
internal sealed record AnyCondition(IReadOnlyList<RuleCondition> Parts) : RuleCondition
{
    public override IEnumerable<AttributePath> Attributes => Parts.SelectMany(part => part.Attributes);

    public override bool? Evaluate(AttributeSource candidate)
    {
        bool? result = false;
        foreach (var part in Parts)
        {
            if (part.Evaluate(candidate) is not { } answer)
                result = null;
            else if (answer)
                return true;
        }

        return result;
    }
}

internal sealed record NotCondition(RuleCondition Part) : RuleCondition
{
    public override IEnumerable<AttributePath> Attributes => Part.Attributes;

    public override bool? Evaluate(AttributeSource candidate) => !Part.Evaluate(candidate);
}
