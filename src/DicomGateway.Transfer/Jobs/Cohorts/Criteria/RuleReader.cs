using System.Text.RegularExpressions;
using DicomGateway.Transfer.Jobs.Cohorts.Notation;
using DicomGateway.Transfer.Jobs.Cohorts.Rules;
using DicomGateway.Transfer.Jobs.Cohorts.Values;

namespace DicomGateway.Transfer.Jobs.Cohorts.Criteria;

/// <summary>Rules and their conditions.</summary>
internal sealed class RuleReader(CriteriaErrors errors)
{
    private const int MostRules = 200;
    private const int LongestPattern = 1000;

    private static readonly TimeSpan LongestMatch = TimeSpan.FromMilliseconds(250);

    private readonly AttributeReader _attributes = new(errors);

    public IReadOnlyList<CohortRule> Read(IReadOnlyList<CriteriaNode> nodes)
    {
        if (nodes.Count > MostRules)
            errors.Add(nodes[MostRules].Place, $"There are more than {MostRules} rules.", "Join some of them with 'any'.");
        var rules = new List<CohortRule>();
        foreach (var node in nodes.Take(MostRules))
        {
            if (CriteriaSection.Open(node, "A rule", errors) is not { } section || ReadRule(section) is not { } rule)
                continue;
            if (rules.Exists(other => other.Id == rule.Id))
                errors.Add(section.Place, $"Another rule is called '{rule.Id}', too.", "Give each rule an id of its own.");
            rules.Add(rule);
        }

        return rules;
    }

    private CohortRule? ReadRule(CriteriaSection section)
    {
        var id = section.RequiredText("id", "Give the rule a short name: it is the reason in the report.");
        if (id.Length > 0 && (id.Length > 40 || !id.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_')))
            errors.Add(section.Find("id")!.Place, "The id does not fit.", "Take up to 40 letters, digits, '-' and '_'.");
        var levelText = section.RequiredText("level", "Write study or series.");
        if (levelText is not ("" or "study" or "series"))
            errors.Add(section.Find("level")!.Place, $"There is no level '{levelText}'.", "Write study or series.");
        var basis = ReadBasis(section, levelText);
        var text = section.Text("reason") ?? id;
        var (include, exclude) = (section.FindSection("include"), section.FindSection("exclude"));
        section.Close();
        if (include is null == exclude is null)
        {
            errors.Add(section.Place, "A rule takes either include or exclude.", "Write the condition below one of them.");
            return null;
        }

        return ReadCondition(include ?? exclude!) is { } condition
            ? new CohortRule(id, levelText == "study" ? RuleLevel.Study : RuleLevel.Series, exclude is not null, condition, text, basis)
            : null;
    }

    private RuleBasis ReadBasis(CriteriaSection section, string level)
    {
        var on = section.Text("on");
        if (on is not (null or "returned" or "received"))
            errors.Add(section.Find("on")!.Place, $"A rule looks at nothing called '{on}'.", "Write returned (what the PACS tells, as without 'on') or received (the headers that came).");
        if (on != "received")
            return RuleBasis.Returned;
        if (level == "study")
            errors.Add(section.Find("on")!.Place, "A rule on what is received decides about series.", "Write level: series; a study without any series left is left out with them.");
        return RuleBasis.Received;
    }

    private RuleCondition? ReadCondition(CriteriaSection section)
    {
        var (all, any, not) = (section.Items("all"), section.Items("any"), section.FindSection("not"));
        if (section.Find("attribute") is not null)
            return ReadTest(section);
        section.Close();
        if (not is not null && all.Count + any.Count == 0)
            return ReadCondition(not) is { } part ? new NotCondition(part) : null;
        if (not is not null || all.Count == 0 == (any.Count == 0))
        {
            errors.Add(section.Place, "This is no condition.", "Write attribute: with a test, or one of all:, any: and not:.");
            return null;
        }

        var parts = (all.Count > 0 ? all : any).Select(node => CriteriaSection.Open(node, "A condition", errors)).OfType<CriteriaSection>()
            .Select(ReadCondition).OfType<RuleCondition>().ToList();
        return all.Count > 0 ? new AllConditions(parts) : new AnyCondition(parts);
    }

    private AttributeTest? ReadTest(CriteriaSection section)
    {
        var keyword = section.Text("attribute") ?? "";
        var pattern = section.Text("matches");
        var equal = section.Texts("equals");
        var count = section.Count("count");
        var (from, to) = (section.Text("from"), section.Text("to"));
        section.Close();
        if (_attributes.Read(section.Find("attribute")!.Place, keyword) is not { } attribute)
            return null;
        var isRange = from is not null || to is not null;
        if ((pattern is null ? 0 : 1) + (equal.Count == 0 ? 0 : 1) + (count is null ? 0 : 1) + (isRange ? 1 : 0) != 1)
        {
            errors.Add(section.Place, $"The condition about {keyword} takes one test.", "Write one of matches:, equals:, count:, or from: and to:.");
            return null;
        }

        if (pattern is not null)
            return Compile(section.Find("matches")!.Place, pattern) is { } regex ? new PatternTest(attribute, regex) : null;
        if (isRange)
            return ReadRange(section, attribute, from, to);
        return count is null ? new EqualityTest(attribute, [.. equal.Select(scalar => scalar.Text!.Trim())]) : new ValueCountTest(attribute, count);
    }

    private RangeTest? ReadRange(CriteriaSection section, AttributePath attribute, string? from, string? to)
    {
        var vr = attribute.VR;
        if (!ComparableValue.IsOrdered(vr))
        {
            errors.Add(section.Place, $"{attribute} is no number, date, time or age.", "Write matches: or equals: instead.");
            return null;
        }

        var (least, most) = (Bound(vr, from), Bound(vr, to));
        if ((from is null) == (least is null) && (to is null) == (most is null) && !(least > most))
            return new RangeTest(attribute, least, most);
        errors.Add(section.Place, $"The bounds of {attribute} do not fit.", "Write them as the attribute's values are, the smaller one as from.");
        return null;
    }

    private static double? Bound(Dicom.Data.DicomVR vr, string? text) => text is not null && ComparableValue.TryParse(vr, text, out var value) ? value : null;

    private Regex? Compile(CriteriaPlace place, string pattern)
    {
        if (pattern.Length > LongestPattern)
        {
            errors.Add(place, $"The pattern is longer than {LongestPattern} characters.", "Divide it with 'any'.");
            return null;
        }

        try
        {
            return new Regex(pattern, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
        }
        catch (NotSupportedException)
        {
            // Look-arounds and back references need backtracking, which is given little time.
            return new Regex(pattern, RegexOptions.CultureInvariant, LongestMatch);
        }
        catch (ArgumentException)
        {
            errors.Add(place, "This is no regular expression.", "Look at brackets and backslashes; in YAML put it into single quotes.");
            return null;
        }
    }
}
