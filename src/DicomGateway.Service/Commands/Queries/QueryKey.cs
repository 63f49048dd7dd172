using System.Globalization;
using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Dictionary;

namespace DicomGateway.Service.Commands.Queries;

/// <summary>A key as it is written on the command line: `Keyword`, `Keyword=Value`, `Sequence.Keyword=Value`, `gggg,eeee=Value`.</summary>
internal sealed record QueryKey(IReadOnlyList<DicomTag> Path, string Name, IReadOnlyList<string> Values)
{
    /// <exception cref="CommandException">It is none.</exception>
    public static QueryKey Parse(string text)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        var name = equals < 0 ? text : text[..equals];
        string[] values = equals < 0 || equals == text.Length - 1 ? [] : text[(equals + 1)..].Split('\\');
        return new QueryKey([.. name.Split('.').Select(part => Tag(part, text))], name, values);
    }

    public void AddTo(DicomDataset keys)
    {
        var target = keys;
        foreach (var sequence in Path.SkipLast(1))
        {
            if (!target.TryGetSequence(sequence, out var known) || known.Count == 0)
                target.AddOrUpdate(sequence, new DicomDataset());
            target = target.GetSequence(sequence)[0];
        }

        try
        {
            target.AddOrUpdate(Path[^1], Values.ToArray());
        }
        catch (DicomDataException e)
        {
            throw new CommandException($"The key {Name} cannot have this value: {e.Message}", "Write it as its VR wants it; dates are YYYYMMDD, ranges have a hyphen.");
        }
    }

    /// <summary>The values of a match, as text.</summary>
    public IReadOnlyList<string> Read(DicomDataset match)
    {
        IEnumerable<DicomDataset> at = [match];
        foreach (var sequence in Path.SkipLast(1))
            at = at.SelectMany(item => item.Find<DicomSequence>(sequence) ?? Enumerable.Empty<DicomDataset>());
        return [.. at.SelectMany(item => item.GetStrings(Path[^1])).Where(value => value.Length > 0)];
    }

    private static DicomTag Tag(string part, string text)
    {
        if (DicomDictionary.Find(part) is { } entry)
            return entry.Tag;
        var digits = part.Replace(",", "", StringComparison.Ordinal).Trim('(', ')');
        if (digits.Length == 8 && uint.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var number) && DicomDictionary.Find(new DicomTag(number)) is not null)
            return new DicomTag(number);
        var near = DicomDictionary.Entries.Select(known => known.Keyword).Where(keyword => keyword.Length > 0).MinBy(keyword => Configuration.Spelling.Distance(keyword, part));
        throw new CommandException($"'{part}' in '{text}' is no attribute.", $"Write a keyword of PS3.6; did you mean {near}?");
    }
}
