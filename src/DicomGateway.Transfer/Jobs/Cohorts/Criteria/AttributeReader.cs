using System.Globalization;
using System.Text.RegularExpressions;
using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Dictionary;
using DicomGateway.Transfer.Jobs.Cohorts.Notation;
using DicomGateway.Transfer.Jobs.Cohorts.Values;

namespace DicomGateway.Transfer.Jobs.Cohorts.Criteria;

/// <summary>
/// Names of attributes: SeriesDescription; RequestAttributesSequence/AccessionNumber; (0019,xx0C,"SIEMENS MR HEADER"), of which the dictionary
/// knows the VR or which has it at its end, as in (0019,xx0C,"SIEMENS MR HEADER",IS).
/// </summary>
internal sealed partial class AttributeReader(CriteriaErrors errors)
{
    private const string PrivateForm = "Write (gggg,xxee,\"creator\") with an odd group, in YAML between single quotes.";

    /// <summary>Null, and a mistake, when it is none whose values can be looked at.</summary>
    public AttributePath? Read(CriteriaPlace place, string text)
    {
        var steps = new List<AttributeStep>();
        var names = Names().Matches(text);
        if (names.Count == 0 || names.Sum(name => name.Length) != text.Length || text[^1] == '/')
        {
            errors.Add(place, $"'{text}' names no attribute.", "Write a keyword of PS3.6, with sequences before it as RequestAttributesSequence/AccessionNumber. " + PrivateForm);
            return null;
        }

        foreach (Match name in names)
        {
            if (ReadStep(place, name.Groups["name"].Value, isLast: steps.Count == names.Count - 1) is not { } step)
                return null;
            steps.Add(step);
        }

        return new AttributePath(steps);
    }

    /// <summary>One attribute; a sequence when others stand in it.</summary>
    public AttributeStep? ReadStep(CriteriaPlace place, string name, bool isLast)
    {
        var step = name.StartsWith('(') ? ReadPrivate(place, name) : ReadStandard(place, name);
        if (step is null)
            return null;
        if (!isLast && step.VR != DicomVR.SQ)
            errors.Add(place, $"{name} is no sequence: nothing stands in it.", "Write sequences first, then the attribute.");
        else if (isLast && step.VR == DicomVR.SQ)
            errors.Add(place, $"{name} is a sequence.", $"Name an attribute in it, such as CodeValue: in rules {name}/CodeValue, in keys {{ CodeValue: … }} below {name}.");
        else if (isLast && step.VR is DicomVR.OB or DicomVR.OW or DicomVR.OF or DicomVR.OD or DicomVR.OL or DicomVR.OV or DicomVR.UN or DicomVR.None)
            errors.Add(place, $"{name} holds no text or number.", "Ask for another attribute.");
        else if (name is "QueryRetrieveLevel" or "SpecificCharacterSet" or "RetrieveAETitle")
            errors.Add(place, $"{name} is set by the node.", "Leave it out.");
        else
            return step;
        return null;
    }

    private AttributeStep? ReadStandard(CriteriaPlace place, string keyword)
    {
        if (DicomDictionary.Find(keyword) is { } entry)
            return new AttributeStep(entry.Keyword, entry.Tag, null, entry.VRs[0]);
        errors.Add(place, $"'{keyword}' is no keyword of the DICOM dictionary.", Suggest(keyword));
        return null;
    }

    private AttributeStep? ReadPrivate(CriteriaPlace place, string name)
    {
        var form = PrivateName().Match(name);
        var group = form.Success ? ushort.Parse(form.Groups["group"].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture) : (ushort)0;
        if (group % 2 == 0 || group < 9)
        {
            errors.Add(place, $"'{name}' names no private attribute.", PrivateForm);
            return null;
        }

        var (tag, creator) = (new DicomTag(group, byte.Parse(form.Groups["element"].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture)), form.Groups["creator"].Value.Trim());
        var known = DicomPrivateDictionary.Find(creator, new DicomTag(group, (ushort)(0x1000 | tag.Element)))?.VRs[0];
        if (form.Groups["vr"] is { Success: true } given)
        {
            if (Enum.TryParse<DicomVR>(given.Value, out var vr) && vr != DicomVR.None)
                return new AttributeStep($"({group:X4},xx{tag.Element:X2},\"{creator}\")", tag, creator, vr);
            errors.Add(place, $"There is no VR {given.Value}.", "Write one of PS3.5 6.2, such as LO or IS.");
        }
        else if (known is { } vr)
        {
            return new AttributeStep($"({group:X4},xx{tag.Element:X2},\"{creator}\")", tag, creator, vr);
        }
        else
        {
            errors.Add(place, $"The dictionary does not know {name}.", $"Look at creator and element, or write its VR too: {name[..^1]},LO).");
        }

        return null;
    }

    private static string Suggest(string keyword) =>
        DicomDictionary.Entries.FirstOrDefault(entry => entry.Keyword.Equals(keyword.Replace(" ", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase)) is { } entry
            ? $"Did you mean {entry.Keyword}?"
            : "Write it as in PS3.6, such as StudyDescription.";

    [GeneratedRegex("""\G(?<name>\([^")]*"[^"]*"[^")]*\)|[^/]+)(/|$)""", RegexOptions.CultureInvariant)]
    private static partial Regex Names();

    [GeneratedRegex("""^\((?<group>[0-9A-Fa-f]{4}),\s*xx(?<element>[0-9A-Fa-f]{2}),\s*"(?<creator>[^"\\]{1,64})"(,\s*(?<vr>[A-Z]{2}))?\)$""", RegexOptions.CultureInvariant)]
    private static partial Regex PrivateName();
}
