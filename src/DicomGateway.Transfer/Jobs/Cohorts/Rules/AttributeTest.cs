using System.Text.RegularExpressions;
using DicomGateway.Transfer.Jobs.Cohorts.Values;

namespace DicomGateway.Transfer.Jobs.Cohorts.Rules;

/// <summary>A question about the values of one attribute; of several values one that fits is enough.</summary>
internal abstract record AttributeTest(AttributePath Attribute) : RuleCondition
{
    public override IEnumerable<AttributePath> Attributes => [Attribute];

    public override bool? Evaluate(AttributeSource candidate) => candidate.Find(Attribute) is { } values ? Holds(values) : null;

    protected abstract bool? Holds(IReadOnlyList<string> values);
}

/// <summary>A value fits a regular expression somewhere. One that takes too long is unknown.</summary>
internal sealed record PatternTest(AttributePath Attribute, Regex Pattern) : AttributeTest(Attribute)
{
    protected override bool? Holds(IReadOnlyList<string> values)
    {
        try
        {
            return values.Any(Pattern.IsMatch);
        }
        catch (RegexMatchTimeoutException)
        {
            return null;
        }
    }
}

/// <summary>A value is one of these: numbers by what they are worth, all else as it is written.</summary>
internal sealed record EqualityTest(AttributePath Attribute, IReadOnlyList<string> Wanted) : AttributeTest(Attribute)
{
    protected override bool? Holds(IReadOnlyList<string> values) => values.Any(value => Wanted.Any(wanted => AreEqual(value, wanted)));

    private bool AreEqual(string value, string wanted) =>
        string.Equals(value, wanted, StringComparison.Ordinal)
        || (ComparableValue.IsNumber(Attribute.VR)
            && ComparableValue.TryParse(Attribute.VR, value, out var one)
            && ComparableValue.TryParse(Attribute.VR, wanted, out var other)
            && one.Equals(other));
}

/// <summary>A value lies between two bounds, both included. A value that cannot be read is unknown.</summary>
internal sealed record RangeTest(AttributePath Attribute, double? From, double? To) : AttributeTest(Attribute)
{
    protected override bool? Holds(IReadOnlyList<string> values)
    {
        bool? result = false;
        foreach (var value in values.Where(value => value.Length > 0))
        {
            if (!ComparableValue.TryParse(Attribute.VR, value, out var number))
                result = null;
            else if ((From is null || number >= From) && (To is null || number <= To))
                return true;
        }

        return result;
    }
}

/// <summary>There are so many values; none is none.</summary>
internal sealed record ValueCountTest(AttributePath Attribute, CountRange Wanted) : AttributeTest(Attribute)
{
    protected override bool? Holds(IReadOnlyList<string> values) => Wanted.Contains(values.Count);
}
