using DicomGateway.Dicom.Data;
using DicomGateway.Transfer.Jobs.Cohorts.Notation;
using DicomGateway.Transfer.Jobs.Cohorts.Values;

namespace DicomGateway.Transfer.Jobs.Cohorts.Criteria;

/// <summary>C-FIND keys: attribute and value, list of values, or from and to; and of a sequence the keys of its item.</summary>
internal sealed class KeyReader(CriteriaErrors errors)
{
    private const int LongestValue = 1024;
    private const int MostValues = 500;

    private readonly AttributeReader _attributes = new(errors);

    public IReadOnlyList<CohortKey> Read(CriteriaSection? section, string name) => section is null ? [] : Read(section, name, []);

    private List<CohortKey> Read(CriteriaSection section, string name, IReadOnlyList<AttributeStep> sequences)
    {
        var keys = new List<CohortKey>();
        foreach (var entry in section.Entries)
            keys.AddRange(Read(section, entry, sequences));
        if (section.Entries.Count == 0)
            errors.Add(section.Place, $"'{name}' is empty.", "Write keyword: value, or leave it out.");
        return keys;
    }

    private List<CohortKey> Read(CriteriaSection section, CriteriaEntry entry, IReadOnlyList<AttributeStep> sequences)
    {
        var isSequence = entry.Value is CriteriaMap map && map.Find("from") is null && map.Find("to") is null;
        if (_attributes.ReadStep(entry.Place, entry.Name, isLast: !isSequence) is not { } step)
            return [];
        if (isSequence)
            return Read(section.FindSection(entry.Name)!, entry.Name, [.. sequences, step]);
        var attribute = new AttributePath([.. sequences, step]);
        return ReadValues(attribute, entry, section) is { Count: > 0 } values ? [new CohortKey(attribute, values)] : [];
    }

    private List<string>? ReadValues(AttributePath attribute, CriteriaEntry entry, CriteriaSection section)
    {
        if (entry.Value is CriteriaMap)
            return ReadRange(attribute, section.FindSection(entry.Name)!);
        var values = section.Texts(entry.Name).Select(scalar => (scalar.Place, Text: scalar.Text!.Trim())).ToList();
        if (values.Count == 0)
            errors.Add(entry.Place, $"{attribute} has no value.", "Write one, or leave the key out.");
        if (values.Count > MostValues)
            errors.Add(entry.Place, $"{attribute} has more than {MostValues} values.", "Put them into a CSV file and name it as the list.");
        foreach (var (place, text) in values)
        {
            if (text.Length is 0 or > LongestValue)
                errors.Add(place, $"A value of {attribute} is empty or longer than {LongestValue} characters.", "Correct it.");
            else if (text.Contains('\\', StringComparison.Ordinal))
                errors.Add(place, $"A value of {attribute} has a backslash.", "Write several values as a list: [a, b].");
        }

        return [.. values.Select(value => Normalize(attribute.VR, value.Text))];
    }

    private List<string>? ReadRange(AttributePath attribute, CriteriaSection range)
    {
        var (from, to) = (range.Text("from"), range.Text("to"));
        range.Close();
        var vr = attribute.VR;
        if (vr is not (DicomVR.DA or DicomVR.TM or DicomVR.DT))
            errors.Add(range.Place, $"A PACS matches no range of {attribute}, but of dates and times only.", "Write a rule with from and to instead.");
        else if (from is null && to is null)
            errors.Add(range.Place, $"{attribute} has neither from nor to.", "Write one of them or both.");
        else if (!IsBound(vr, from) || !IsBound(vr, to))
            errors.Add(range.Place, $"{attribute} has a bound that is no date or time.", "Write it as 2023-12-31 or 23:59.");
        else
            return [$"{Normalize(vr, from ?? "")}-{Normalize(vr, to ?? "")}"];
        return null;
    }

    private static bool IsBound(DicomVR vr, string? text) => text is null || ComparableValue.TryParse(vr, text, out _);

    /// <summary>Dates and times as people write them become those of DICOM.</summary>
    private static string Normalize(DicomVR vr, string text) => vr switch
    {
        DicomVR.DA when DateSpan.TryParse(text, out var day) => DateSpan.Text(day),
        DicomVR.TM => text.Replace(":", "", StringComparison.Ordinal),
        _ => text,
    };
}
