using System.Collections.Frozen;
using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Dictionary;

namespace DicomGateway.Curation.Deidentification.Tables;

/// <summary>PS3.15 table E.1-1, whole.</summary>
internal sealed class ProfileTable
{
    /// <summary>The edition of PS3.15 that the table was taken from.</summary>
    public const string Edition = "2026d";

    private const int FirstActionColumn = 3;
    private static readonly Lazy<ProfileTable> Loaded = new(() => new ProfileTable([.. EmbeddedTable.Lines("profile.tsv").Select(Row)]));
    private readonly FrozenDictionary<uint, ProfileRow> _concrete;
    private readonly ProfileRow[] _masked;
    private readonly ProfileRow _private;

    private ProfileTable(IReadOnlyList<ProfileRow> rows)
    {
        Rows = rows;
        _concrete = rows.Where(row => row.Tag is { IsConcrete: true }).ToFrozenDictionary(row => row.Tag!.Value.Value);
        _masked = [.. rows.Where(row => row.Tag is { IsConcrete: false })];
        _private = rows.Single(row => row.Tag is null);
    }

    public static ProfileTable Default => Loaded.Value;

    /// <summary>All rows, in the order of their tags.</summary>
    public IReadOnlyList<ProfileRow> Rows { get; }

    /// <summary>The row of a tag: that of all private attributes for an odd group; null when the table does not name the attribute.</summary>
    public ProfileRow? Find(DicomTag tag)
    {
        if (tag.IsPrivate)
            return _private;
        return _concrete.TryGetValue(tag.Value, out var row) ? row : Array.Find(_masked, masked => masked.Tag!.Value.Matches(tag));
    }

    private static ProfileRow Row(string line)
    {
        var columns = line.Split('\t');
        var tag = columns[0] == "private" ? (DicomTagMask?)null : DicomTagMask.Parse(columns[0]);
        return new ProfileRow(tag, columns[^1], columns[1] == "R", columns[2] == "Y", Action(columns[FirstActionColumn]))
        {
            Options = [.. columns[(FirstActionColumn + 1)..^1].Select(Action)],
        };
    }

    private static ProfileAction Action(string code) => code switch
    {
        "" => ProfileAction.None,
        "D" => ProfileAction.Dummy,
        "Z" => ProfileAction.Zero,
        "X" => ProfileAction.Remove,
        "K" => ProfileAction.Keep,
        "C" => ProfileAction.Clean,
        "U" => ProfileAction.ReplaceUid,
        "Z/D" => ProfileAction.ZeroOrDummy,
        "X/Z" => ProfileAction.RemoveOrZero,
        "X/D" => ProfileAction.RemoveOrDummy,
        "X/Z/D" => ProfileAction.RemoveOrZeroOrDummy,
        "X/Z/U*" => ProfileAction.RemoveOrZeroOrReplaceUid,
        _ => throw new InvalidOperationException($"Table E.1-1 has an action code {code} that this version does not know."),
    };
}
