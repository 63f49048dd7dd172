using System.Text.RegularExpressions;
using DicomGateway.Transfer.Jobs.Cohorts.Notation;

namespace DicomGateway.Transfer.Jobs.Cohorts.Lists;

/// <summary>
/// A list of what is wanted, column by name. Values keep their leading zeros and are asked for as they stand; rows that ask for the same
/// are folded, blank and malformed ones told with their line.
/// </summary>
internal static partial class ListReader
{
    public const string FileName = "list";

    /// <summary>Longest list that is read, in characters.</summary>
    public const int MaximumLength = 8 << 20;

    private const int LongestValue = 64;

    /// <summary>What a value must have besides wildcards to be worth asking for: the PACS takes them for wildcards, however they are meant.</summary>
    private const int LiteralCharacters = 3;

    /// <exception cref="CriteriaException">The list has no such columns, or nothing to ask for.</exception>
    public static CohortList Read(string text, ListColumns columns)
    {
        var errors = new CriteriaErrors(FileName);
        if (text.Length > MaximumLength)
            errors.Add(new CriteriaPlace(1, 0), $"The list is longer than {MaximumLength} characters.", "Divide it and make several cohorts.");
        errors.ThrowIfAny();
        using var rows = new DelimitedText(text).Rows().GetEnumerator();
        if (!rows.MoveNext())
            errors.Add(new CriteriaPlace(1, 0), "The list is empty.", "Write the names of its columns into the first line.");
        errors.ThrowIfAny();
        var places = FindColumns(rows.Current, columns, errors);
        errors.ThrowIfAny();

        var entries = new Dictionary<ListEntry, ListEntry>();
        var others = new List<ListRow>();
        while (rows.MoveNext())
            Add(rows.Current, places, entries, others);
        if (entries.Count == 0)
            errors.Add(new CriteriaPlace(2, 0), "The list asks for nothing.", Describe(others));
        errors.ThrowIfAny();
        return new CohortList([.. entries.Values.OrderBy(entry => entry.Line)], others);
    }

    private static string Describe(List<ListRow> others) =>
        others.Find(row => row.State == ListRowState.Malformed) is { } row ? $"Line {row.Line}: {row.Note}" : "Write one row for each study wanted.";

    private static int[] FindColumns(DelimitedRow header, ListColumns columns, CriteriaErrors errors)
    {
        var names = header.Cells.Select(cell => cell.Trim()).ToList();
        var places = new int[columns.InOrder.Count];
        for (var i = 0; i < places.Length; i++)
        {
            places[i] = -1;
            if (columns.InOrder[i] is not { } name)
                continue;
            var found = names.Select((text, index) => (text, index)).Where(column => column.text.Equals(name.Trim(), StringComparison.OrdinalIgnoreCase)).ToList();
            if (found.Count == 1)
                places[i] = found[0].index;
            else
                errors.Add(new CriteriaPlace(header.Line, 0), $"The first line has {(found.Count == 0 ? "no" : "more than one")} column '{name}'.", "Name the columns there as the criteria do.");
        }

        return places;
    }

    private static void Add(DelimitedRow row, int[] places, Dictionary<ListEntry, ListEntry> entries, List<ListRow> others)
    {
        if (row.Cells.All(string.IsNullOrWhiteSpace))
        {
            others.Add(new ListRow(row.Line, ListRowState.Blank, null));
            return;
        }

        var values = Array.ConvertAll(places, place => place >= 0 && place < row.Cells.Count && row.Cells[place].Trim() is { Length: > 0 } value ? value : null);
        var entry = new ListEntry(row.Line, values[0], values[1], values[2], values[3]);
        if (Fault(row, places, entry) is { } fault)
            others.Add(new ListRow(row.Line, ListRowState.Malformed, fault));
        else if (!entries.TryAdd(entry with { Line = 0 }, entry))
            others.Add(new ListRow(row.Line, ListRowState.Repeated, $"Asks for the same as line {entries[entry with { Line = 0 }].Line}."));
    }

    private static string? Fault(DelimitedRow row, int[] places, ListEntry entry)
    {
        if (!row.IsSound)
            return "Its quotes do not fit together.";
        if (places.Any(place => place >= row.Cells.Count))
            return $"It has {row.Cells.Count} columns; {places.Max() + 1} are needed.";
        if (entry is { Study: null, Accession: null, Patient: null })
            return "It has no value in the columns that are asked for.";
        if (entry.Study is { } uid && (uid.Length > LongestValue || !uid.All(character => char.IsAsciiDigit(character) || character == '.')))
            return "Its study UID is none: digits and dots, 64 at most.";
        string?[] texts = [entry.Accession, entry.Patient, entry.Issuer];
        foreach (var text in texts.OfType<string>())
        {
            if (text.Length > LongestValue)
                return $"A value is longer than {LongestValue} characters.";
            if (text.Contains('\\', StringComparison.Ordinal) || text.Any(char.IsControl))
                return "A value has a backslash or a control character, which no such value can have.";
            if (text.AsSpan().IndexOfAny('*', '?') >= 0 && text.Count(character => character is not ('*' or '?')) < LiteralCharacters)
                return "A value has little but * and ?, which a PACS takes for wildcards.";
            if (RoundedNumber().IsMatch(text))
                return "A spreadsheet has written a value as a power of ten: format the column as text, and fill it again.";
        }

        return null;
    }

    [GeneratedRegex(@"^\d([.,]\d+)?E\+\d+$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex RoundedNumber();
}
