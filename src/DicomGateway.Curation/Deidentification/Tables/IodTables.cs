using System.Collections.Frozen;
using System.Globalization;
using DicomGateway.Dicom.Data;

namespace DicomGateway.Curation.Deidentification.Tables;

/// <summary>Which type an attribute has in the objects of a SOP class, at any depth (PS3.3), for the attributes whose action depends on it.</summary>
internal sealed class IodTables
{
    private static readonly Lazy<IodTables> Loaded = new(() => new IodTables());
    private readonly FrozenDictionary<string, string> _iodsBySopClass;
    private readonly FrozenDictionary<string, Lazy<IodTable>> _iods;
    private readonly Dictionary<string, List<(string Path, AttributeRequirement Requirement)>> _modules = new(StringComparer.Ordinal);

    private IodTables()
    {
        _iodsBySopClass = EmbeddedTable.Lines("sop-classes.tsv").Select(line => line.Split('\t')).ToFrozenDictionary(columns => columns[0], columns => columns[1]);
        ReadModules();
        _iods = EmbeddedTable.Lines("iods.tsv").Select(line => line.Split('\t'))
            .ToFrozenDictionary(columns => columns[0], columns => new Lazy<IodTable>(() => Combine(columns[1].Split(' '))));
    }

    public static IodTables Default => Loaded.Value;

    /// <summary>The IOD of a SOP class, such as "ct-image"; null when the standard does not know the SOP class or has retired it.</summary>
    public string? FindIod(DicomUID sopClass) => sopClass.UID is null ? null : _iodsBySopClass.GetValueOrDefault(sopClass.UID);

    /// <summary>True when the attributes of every module of the IOD are known.</summary>
    public bool IsComplete(DicomUID sopClass) => FindIod(sopClass) is { } iod && _iods[iod].Value.IsComplete;

    /// <summary>
    /// The strictest type over the modules of the IOD. Unknown when the SOP class, or a module that may hold the attribute, is not in the
    /// tables; Type3 for an attribute that the IOD does not hold and for everything inside a private sequence.
    /// </summary>
    /// <param name="sopClass">The SOP class of the instance.</param>
    /// <param name="path">Tags from the data set down to the attribute, without item numbers.</param>
    public AttributeRequirement Resolve(DicomUID sopClass, params ReadOnlySpan<DicomTag> path)
    {
        var names = new List<string>(path.Length);
        foreach (var tag in path)
        {
            if (tag.IsPrivate)
                return AttributeRequirement.Type3;
            names.Add(Name(tag));
        }

        return FindIod(sopClass) is { } iod ? _iods[iod].Value.Resolve(names) : AttributeRequirement.Unknown;
    }

    // Repeating groups are written with free digits.
    private static string Name(DicomTag tag)
    {
        var name = tag.Value.ToString("X8", CultureInfo.InvariantCulture);
        return (tag.Group & 0xFF00) is 0x5000 or 0x6000 ? $"{name[..2]}xx{name[4..]}" : name;
    }

    private IodTable Combine(string[] modules)
    {
        var types = new Dictionary<string, AttributeRequirement>(StringComparer.Ordinal);
        var (isUnknown, isRequired) = (false, false);
        foreach (var entry in modules)
        {
            var colon = entry.IndexOf(':', StringComparison.Ordinal);
            if (entry[colon - 1] == '?')
                (isUnknown, isRequired) = (true, isRequired || entry[0] != 'U');
            foreach (var (path, requirement) in _modules.GetValueOrDefault(entry[(colon + 1)..], []))
                types[path] = types.TryGetValue(path, out var other) && other > requirement ? other : requirement;
        }

        return new IodTable(types, isUnknown, isRequired);
    }

    private void ReadModules()
    {
        List<(string Path, AttributeRequirement Requirement)> types = [];
        foreach (var line in EmbeddedTable.Lines("attribute-types.tsv"))
        {
            if (line[0] == '\t')
            {
                _modules.Add(line[1..], types = []);
                continue;
            }

            var columns = line.Split('\t');
            types.Add((columns[0], Enum.Parse<AttributeRequirement>("Type" + columns[1])));
        }
    }
}
