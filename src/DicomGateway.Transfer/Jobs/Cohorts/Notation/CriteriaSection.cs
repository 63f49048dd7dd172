using System.Globalization;
using DicomGateway.Transfer.Jobs.Cohorts.Values;

namespace DicomGateway.Transfer.Jobs.Cohorts.Notation;

/// <summary>One object of a criteria file, read setting by setting; what is there and not read is a mistake.</summary>
internal sealed class CriteriaSection
{
    private readonly CriteriaMap _map;
    private readonly CriteriaErrors _errors;
    private readonly List<string> _known = [];

    private CriteriaSection(CriteriaMap map, CriteriaErrors errors)
    {
        _map = map;
        _errors = errors;
    }

    public CriteriaPlace Place => _map.Place;

    public IReadOnlyList<CriteriaEntry> Entries => _map.Entries;

    public static CriteriaSection? Open(CriteriaNode node, string what, CriteriaErrors errors)
    {
        if (node is CriteriaMap map)
            return new CriteriaSection(map, errors);
        errors.Add(node.Place, $"{what} is no group of settings.", "Write name: value, line by line.");
        return null;
    }

    public CriteriaNode? Find(string name)
    {
        _known.Add(name);
        return _map.Find(name) is { } node and not CriteriaScalar { Text: null } ? node : null;
    }

    public CriteriaSection? FindSection(string name) => Find(name) is { } node ? Open(node, $"'{name}'", _errors) : null;

    public string? Text(string name) => Find(name) is { } node ? TextOf(node, name) : null;

    public string RequiredText(string name, string remedy)
    {
        if (Find(name) is { } node)
            return TextOf(node, name) ?? "";
        _errors.Add(Place, $"'{name}' is missing.", remedy);
        return "";
    }

    /// <summary>One value or a list of them.</summary>
    public IReadOnlyList<CriteriaScalar> Texts(string name) => Find(name) switch
    {
        null => [],
        CriteriaScalar scalar => [scalar],
        CriteriaList list => [.. list.Items.Select(item => Scalar(item, name)).OfType<CriteriaScalar>()],
        { } other => Refuse<CriteriaScalar>(other.Place, $"'{name}' takes a value or a list of values.", "Write [a, b]."),
    };

    public IReadOnlyList<CriteriaNode> Items(string name) => Find(name) switch
    {
        null => [],
        CriteriaList list => list.Items,
        { } other => Refuse<CriteriaNode>(other.Place, $"'{name}' takes a list.", "Begin each entry with '-'."),
    };

    public bool Flag(string name)
    {
        var text = Text(name);
        if (text is not (null or "true" or "false"))
            _errors.Add(_map.Find(name)!.Place, $"'{name}' takes true or false.", "Write one of them.");
        return text == "true";
    }

    public long? Number(string name)
    {
        if (Find(name) is not { } node || TextOf(node, name) is not { } text)
            return null;
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return number;
        _errors.Add(node.Place, $"'{name}' takes a whole number.", "Write digits only.");
        return null;
    }

    /// <summary>A number, or from and to.</summary>
    public CountRange? Count(string name)
    {
        if (Find(name) is not CriteriaMap)
            return Number(name) is { } exact ? new CountRange(exact, exact) : null;
        var bounds = FindSection(name)!;
        var range = new CountRange(bounds.Number("from"), bounds.Number("to"));
        bounds.Close();
        if (range is { Least: null, Most: null } || range.Least > range.Most)
            _errors.Add(bounds.Place, $"'{name}' has no from and to that fit together.", "Write from: least, to: most, or one of them.");
        return range;
    }

    /// <summary>Tells of settings that nobody asked for.</summary>
    public void Close()
    {
        foreach (var entry in _map.Entries.Where(entry => !_known.Contains(entry.Name)))
            _errors.Add(entry.Place, $"There is no setting '{entry.Name}' here.", $"There are: {string.Join(", ", _known.Distinct())}.");
    }

    private string? TextOf(CriteriaNode node, string name) => Scalar(node, name)?.Text;

    private CriteriaScalar? Scalar(CriteriaNode node, string name)
    {
        if (node is CriteriaScalar { Text: not null } scalar)
            return scalar;
        _errors.Add(node.Place, $"'{name}' takes a value.", "Write it beside the name.");
        return null;
    }

    private IReadOnlyList<T> Refuse<T>(CriteriaPlace place, string what, string remedy)
    {
        _errors.Add(place, what, remedy);
        return [];
    }
}
