using DicomGateway.Transfer.Jobs.Cohorts.Lists;
using DicomGateway.Transfer.Jobs.Cohorts.Notation;
using DicomGateway.Transfer.Jobs.Cohorts.Values;

namespace DicomGateway.Transfer.Jobs.Cohorts.Criteria;

/// <summary>Makes criteria of a file, or tells every mistake in it with its line and column.</summary>
internal sealed class CriteriaReader
{
    private const int MostSliceDays = 3660;

    private readonly CriteriaErrors _errors = new(CriteriaText.FileName);

    /// <exception cref="CriteriaException">The criteria are wrong.</exception>
    public static CohortCriteria Read(string text)
    {
        var reader = new CriteriaReader();
        var criteria = reader.ReadRoot(CriteriaText.Parse(text));
        reader._errors.ThrowIfAny();
        return criteria!;
    }

    private CohortCriteria? ReadRoot(CriteriaNode node)
    {
        if (CriteriaSection.Open(node, "The file", _errors) is not { } root)
            return null;
        var name = root.RequiredText("name", "Write a short name, such as chest-ct.");
        if (name.Length > 0 && !IsName(name))
            _errors.Add(root.Find("name")!.Place, "The name does not fit.", "Take up to 64 small letters, digits and '-', beginning with a letter.");
        root.Text("$schema");
        root.Text("description");
        var dates = root.FindSection("dates");
        var keys = new KeyReader(_errors);
        var criteria = new CohortCriteria
        {
            Name = name,
            Pacs = ReadPacs(root),
            Keys = keys.Read(root.FindSection("keys"), "keys"),
            SeriesKeys = keys.Read(root.FindSection("seriesKeys"), "seriesKeys"),
            Modalities = [.. root.Texts("modalities").Select(Modality)],
            Dates = dates is null ? null : ReadDates(dates),
            SliceDays = dates is null ? 0 : ReadSlice(dates),
            List = root.FindSection("list") is { } list ? ReadList(list) : null,
            Rules = new RuleReader(_errors).Read(root.Items("rules")),
            Expected = root.FindSection("expected") is { } expected ? ReadExpected(expected) : new ExpectedCounts(),
        };
        dates?.Close();
        root.Close();
        if (_errors.All.Count == 0 && criteria is { Keys.Count: 0, Modalities.Count: 0, Dates: null, List: null })
            _errors.Add(root.Place, "The criteria ask for everything that the PACS has.", "Give keys, modalities, dates or a list.");
        return criteria;
    }

    private static bool IsName(string name) =>
        name.Length <= 64 && char.IsAsciiLetterLower(name[0]) && name.All(character => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character) || character == '-');

    private List<string> ReadPacs(CriteriaSection root)
    {
        var names = root.Texts("pacs").Select(scalar => scalar.Text!).Distinct(StringComparer.Ordinal).ToList();
        if (names.Count == 0)
            _errors.Add(root.Place, "'pacs' is missing.", "Write the name of the PACS to ask, or a list of names.");
        return names;
    }

    private string Modality(CriteriaScalar scalar)
    {
        var text = scalar.Text!.Trim();
        if (text.Length is 0 or > 16 || !text.All(character => char.IsAsciiLetterUpper(character) || char.IsAsciiDigit(character) || character is '_' or ' '))
            _errors.Add(scalar.Place, "This is no modality.", "Write it as in DICOM, such as CT or MR.");
        return text;
    }

    private DateSpan ReadDates(CriteriaSection dates)
    {
        var span = new DateSpan(Date(dates, "from"), Date(dates, "to"));
        if (span is { From: null, To: null } || span.From > span.To)
            _errors.Add(dates.Place, "'dates' has no from and to that fit together.", "Write from: first day, to: last day, or one of them.");
        return span;
    }

    private DateOnly? Date(CriteriaSection dates, string name)
    {
        if (dates.Text(name) is not { } text)
            return null;
        if (DateSpan.TryParse(text, out var day))
            return day;
        _errors.Add(dates.Find(name)!.Place, $"'{name}' is no date.", "Write it as 2023-12-31.");
        return null;
    }

    private int ReadSlice(CriteriaSection dates)
    {
        var days = dates.Number("slice") ?? 0;
        if (days is < 0 or > MostSliceDays)
            _errors.Add(dates.Find("slice")!.Place, "'slice' is out of bounds.", $"Write the days of one query, 1 to {MostSliceDays}.");
        return (int)Math.Clamp(days, 0, MostSliceDays);
    }

    private ListColumns ReadList(CriteriaSection list)
    {
        var columns = new ListColumns(list.Text("study"), list.Text("accession"), list.Text("patient"), list.Text("issuer"));
        list.Close();
        if (columns.IsEmpty)
            _errors.Add(list.Place, "'list' names no column to ask for.", "Write study:, accession: or patient: and the name of the column.");
        else if (columns is { Issuer: not null, Patient: null })
            _errors.Add(list.Place, "'list' has issuers, but no patients.", "Name the column of the patient IDs, too.");
        return columns;
    }

    private static ExpectedCounts ReadExpected(CriteriaSection expected)
    {
        var counts = new ExpectedCounts
        {
            Studies = expected.Count("studies"),
            Series = expected.Count("series"),
            Instances = expected.Count("instances"),
            EveryRow = expected.Flag("everyRow"),
        };
        expected.Close();
        return counts;
    }
}
