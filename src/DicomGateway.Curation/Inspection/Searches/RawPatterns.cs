using System.Buffers;
using System.Text;
using DicomGateway.Curation.Metadata;

namespace DicomGateway.Curation.Inspection.Searches;

/// <summary>Byte patterns of eight and more, searched all at once; letters of ASCII in either case.</summary>
internal sealed class RawPatterns
{
    private const int Shortest = 8;
    private const int ShortestUid = 8;

    // Four characters of 16 bits are as likely to be four small numbers of a look-up table.
    private const int ShortestWide = 6;
    private const int ShortestPrefix = 16;

    private static readonly SearchValues<char> NumberCharacters = SearchValues.Create(".0123456789");

    private readonly KeyValuePair<string, IdentityKind>[] _patterns;
    private readonly SearchValues<string> _search;
    private readonly HashSet<string> _uids;

    /// <param name="patterns">Bytes as characters U+0000 to U+00FF.</param>
    /// <param name="uids">Original UIDs.</param>
    public RawPatterns(IReadOnlyDictionary<string, IdentityKind> patterns, HashSet<string> uids)
    {
        _patterns = [.. patterns];
        _search = SearchValues.Create([.. patterns.Keys], StringComparison.OrdinalIgnoreCase);
        _uids = uids;
        Overlap = Math.Max(64, _patterns.Select(pattern => pattern.Key.Length).DefaultIfEmpty().Max());
    }

    /// <summary>What two neighbouring pieces must share so that no pattern falls between them.</summary>
    public int Overlap { get; }

    /// <summary>Adds the text in the encodings that a file may hold it in.</summary>
    public static void AddText(string text, IdentityKind kind, Dictionary<string, IdentityKind> patterns)
    {
        Add(Encoding.UTF8.GetBytes(text), kind, patterns);
        if (text.Length < ShortestWide)
            return;
        Add(Encoding.Unicode.GetBytes(text), kind, patterns);
        Add(Encoding.BigEndianUnicode.GetBytes(text), kind, patterns);
    }

    /// <summary>Adds the value as it stood in the original's character set.</summary>
    public static void AddBytes(IdentityValue value, Dictionary<string, IdentityKind> patterns) => Add(value.Bytes, value.Kind, patterns);

    /// <summary>Kinds of what the bytes hold, each once.</summary>
    /// <param name="bytes">Bytes as characters.</param>
    public void Find(ReadOnlySpan<char> bytes, HashSet<IdentityKind> found)
    {
        for (var at = 0; at < bytes.Length;)
        {
            var hit = bytes[at..].IndexOfAny(_search);
            if (hit < 0)
                break;
            at += hit;
            foreach (var (pattern, kind) in _patterns)
            {
                if (bytes[at..].StartsWith(pattern, StringComparison.OrdinalIgnoreCase) && !IsChance(bytes, at, pattern))
                    found.Add(kind);
            }

            at++;
        }

        if (!found.Contains(IdentityKind.Uid) && HasUid(bytes))
            found.Add(IdentityKind.Uid);
    }

    // Eight digits in a row are in every thousandth UID and many a coordinate: there, the number must stand between dots.
    private static bool IsChance(ReadOnlySpan<char> bytes, int at, string pattern)
    {
        if (!Tokens.IsNumber(pattern))
            return false;
        var before = bytes[..at];
        var after = bytes[(at + pattern.Length)..];
        var left = before[(before.LastIndexOfAnyExcept(NumberCharacters) + 1)..];
        var length = after.IndexOfAnyExcept(NumberCharacters);
        var right = length < 0 ? after : after[..length];
        return (left.Contains('.') || right.Contains('.')) && (left is [.., >= '0' and <= '9'] || right is [>= '0' and <= '9', ..]);
    }

    private bool HasUid(ReadOnlySpan<char> bytes)
    {
        while (true)
        {
            var start = bytes.IndexOfAnyInRange('.', '9');
            if (start < 0)
                return false;
            bytes = bytes[start..];
            var end = bytes.IndexOfAnyExceptInRange('.', '9');
            var run = end < 0 ? bytes : bytes[..end];
            foreach (var part in run.Split('/'))
            {
                if (IsUid(run[part].Trim('.')))
                    return true;
            }

            if (end < 0)
                return false;
            bytes = bytes[end..];
        }
    }

    // A UID made from another one by appending components gives it away as well.
    private bool IsUid(ReadOnlySpan<char> run)
    {
        if (run.Length < ShortestUid)
            return false;
        var lookup = _uids.GetAlternateLookup<ReadOnlySpan<char>>();
        if (lookup.Contains(run))
            return true;
        for (var end = run.LastIndexOf('.'); end >= ShortestPrefix; end = run[..end].LastIndexOf('.'))
        {
            if (lookup.Contains(run[..end]))
                return true;
        }

        return false;
    }

    private static void Add(byte[] bytes, IdentityKind kind, Dictionary<string, IdentityKind> patterns)
    {
        if (bytes.Length >= Shortest)
            patterns.TryAdd(Encoding.Latin1.GetString(bytes), kind);
    }
}
