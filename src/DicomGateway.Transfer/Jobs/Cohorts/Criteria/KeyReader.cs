using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Dictionary;
using DicomGateway.Transfer.Jobs.Cohorts.Notation;
using DicomGateway.Transfer.Jobs.Cohorts.Values;

namespace DicomGateway.Transfer.Jobs.Cohorts.Criteria;

/// <summary>C-FIND keys: keyword and value, list of values, or from and to.</summary>
internal sealed class KeyReader(CriteriaErrors errors)
{
    private const int LongestValue = 1024;
    private const int MostValues = 500;

    public IReadOnlyList<CohortKey> Read(CriteriaSection? section, string name)
    {
        var keys = new List<CohortKey>();
        if (section is null)
            return keys;
        foreach (var entry in section.Entries)
        {
            if (FindAttribute(entry.Place, entry.Name) is { } attribute && ReadValues(attribute, entry, section) is { Count: > 0 } values)
                keys.Add(new CohortKey(attribute, values));
        }

        if (section.Entries.Count == 0)
            errors.Add(section.Place, $"'{name}' is empty.", "Write keyword: value, or leave it out.");
        return keys;
    }

    /// <summary>An attribute by its keyword; null, and a mistake, when it is none that can be asked for.</summary>
    public DicomDictionaryEntry? FindAttribute(CriteriaPlace place, string keyword)
    {
        var attribute = DicomDictionary.Find(keyword);
        if (attribute is null)
            errors.Add(place, $"'{keyword}' is no keyword of the DICOM dictionary.", Suggest(keyword));
        else if (attribute.VRs[0] is DicomVR.SQ or DicomVR.OB or DicomVR.OW or DicomVR.OF or DicomVR.OD or DicomVR.OL or DicomVR.OV or DicomVR.UN or DicomVR.None)
            errors.Add(place, $"{keyword} holds no text or number.", "Ask for another attribute.");
        else if (keyword is "QueryRetrieveLevel" or "SpecificCharacterSet" or "RetrieveAETitle")
            errors.Add(place, $"{keyword} is set by the node.", "Leave it out.");
        else
            return attribute;
        return null;
    }

    private static string Suggest(string keyword) =>
        DicomDictionary.Entries.FirstOrDefault(entry => entry.Keyword.Equals(keyword.Replace(" ", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase)) is { } entry
            ? $"Did you mean {entry.Keyword}?"
            : "Write it as in PS3.6, such as StudyDescription.";

    private List<string>? ReadValues(DicomDictionaryEntry attribute, CriteriaEntry entry, CriteriaSection section)
    {
        if (entry.Value is CriteriaMap)
            return ReadRange(attribute, section.FindSection(entry.Name)!);
        var values = section.Texts(entry.Name).Select(scalar => (scalar.Place, Text: scalar.Text!.Trim())).ToList();
        if (values.Count == 0)
            errors.Add(entry.Place, $"{attribute.Keyword} has no value.", "Write one, or leave the key out.");
        if (values.Count > MostValues)
            errors.Add(entry.Place, $"{attribute.Keyword} has more than {MostValues} values.", "Put them into a CSV file and name it as the list.");
        foreach (var (place, text) in values)
        {
            if (text.Length is 0 or > LongestValue)
                errors.Add(place, $"A value of {attribute.Keyword} is empty or longer than {LongestValue} characters.", "Correct it.");
            else if (text.Contains('\\', StringComparison.Ordinal))
                errors.Add(place, $"A value of {attribute.Keyword} has a backslash.", "Write several values as a list: [a, b].");
        }

        return [.. values.Select(value => Normalize(attribute, value.Text))];
    }

    private List<string>? ReadRange(DicomDictionaryEntry attribute, CriteriaSection range)
    {
        var (from, to) = (range.Text("from"), range.Text("to"));
        range.Close();
        var vr = attribute.VRs[0];
        if (vr is not (DicomVR.DA or DicomVR.TM or DicomVR.DT))
            errors.Add(range.Place, $"A PACS matches no range of {attribute.Keyword}, but of dates and times only.", "Write a rule with from and to instead.");
        else if (from is null && to is null)
            errors.Add(range.Place, $"{attribute.Keyword} has neither from nor to.", "Write one of them or both.");
        else if (!IsBound(vr, from) || !IsBound(vr, to))
            errors.Add(range.Place, $"{attribute.Keyword} has a bound that is no date or time.", "Write it as 2023-12-31 or 23:59.");
        else
            return [$"{Normalize(attribute, from ?? "")}-{Normalize(attribute, to ?? "")}"];
        return null;
    }

    private static bool IsBound(DicomVR vr, string? text) => text is null || ComparableValue.TryParse(vr, text, out _);

    /// <summary>Dates and times as people write them become those of DICOM.</summary>
    private static string Normalize(DicomDictionaryEntry attribute, string text) => attribute.VRs[0] switch
    {
        DicomVR.DA when DateSpan.TryParse(text, out var day) => DateSpan.Text(day),
        DicomVR.TM => text.Replace(":", "", StringComparison.Ordinal),
        _ => text,
    };
}
