using DicomGateway.Curation.Metadata;

namespace DicomGateway.Curation.Inspection.Searches;

/// <summary>A study's identity list made ready for searching.</summary>
internal sealed class IdentitySearch
{
    /// <summary>Digits from which on a number in a numeric attribute is taken for the identifier that it equals: counts and sizes are shorter.</summary>
    private const int ShortestNumber = 6;

    private readonly Dictionary<string, IdentityKind> _whole = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, IdentityKind> _wholeInIdentity = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, IdentityKind> _words = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<(string Text, IdentityKind Kind)> _ideographic = [];
    private readonly HashSet<string> _uids = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IdentitySearch?> _withoutInstitution = new(StringComparer.OrdinalIgnoreCase);
    private readonly IReadOnlyList<IdentityValue> _values;

    public IdentitySearch(IEnumerable<IdentityValue> values)
    {
        _values = [.. values];
        var patterns = new Dictionary<string, IdentityKind>(StringComparer.Ordinal);
        foreach (var value in _values)
        {
            if (value.Kind == IdentityKind.Uid)
            {
                _uids.Add(value.Text);
                continue;
            }

            foreach (var form in IdentityForms.Of(value))
                AddForm(value, form, patterns);
            RawPatterns.AddBytes(value, patterns);
        }

        Raw = new RawPatterns(patterns, _uids);
    }

    public RawPatterns Raw { get; }

    /// <summary>The kind of what the value is or holds; null when it is clean.</summary>
    /// <param name="isIdentifying">True when the attribute is one of those that identify: there, short values count as well.</param>
    /// <param name="isNumeric">True for VRs that hold numbers, dates and times: there, a short number is no identifier and none is a word.</param>
    public IdentityKind? Find(string value, bool isIdentifying, bool isNumeric)
    {
        var trimmed = value.AsSpan().Trim(" \0");
        if (trimmed.IsEmpty)
            return null;
        if (_whole.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(trimmed, out var kind) && !(isNumeric && trimmed.Length < ShortestNumber && Tokens.IsNumber(trimmed)))
            return kind;
        if (isIdentifying && _wholeInIdentity.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(trimmed, out kind))
            return kind;
        foreach (var (text, of) in _ideographic)
        {
            if (trimmed.Contains(text, StringComparison.Ordinal))
                return of;
        }

        return FindWord(trimmed, isNumeric);
    }

    public bool IsOriginalUid(string uid) => _uids.Contains(uid);

    /// <summary>The search for all the others; null when no institution of the list has this name.</summary>
    public IdentitySearch? WithoutInstitution(string name)
    {
        if (!_withoutInstitution.TryGetValue(name, out var rest))
        {
            bool IsNamed(IdentityValue value) => value.Kind == IdentityKind.Institution && string.Equals(value.Text, name.Trim(), StringComparison.OrdinalIgnoreCase);
            rest = _values.Any(IsNamed) ? new IdentitySearch(_values.Where(value => !IsNamed(value))) : null;
            _withoutInstitution.Add(name, rest);
        }

        return rest;
    }

    private IdentityKind? FindWord(ReadOnlySpan<char> text, bool isNumeric)
    {
        if (_words.Count == 0 || text.Length < Tokens.Shortest)
            return null;
        var lookup = _words.GetAlternateLookup<ReadOnlySpan<char>>();
        var start = -1;
        for (var i = 0; i <= text.Length; i++)
        {
            var inside = i < text.Length && char.IsLetterOrDigit(text[i]);
            if (inside && start < 0)
                start = i;
            if (inside || start < 0)
                continue;
            var word = text[start..i];
            start = -1;
            if (word.Length >= Tokens.Shortest && lookup.TryGetValue(word, out var kind) && !(isNumeric && Tokens.IsNumber(word)))
                return kind;
        }

        return null;
    }

    private void AddForm(IdentityValue value, string form, Dictionary<string, IdentityKind> patterns)
    {
        var plain = form.Length < Tokens.Shortest || StandardWords.AreAllIn(form);
        (plain && !Tokens.IsIdeographic(form) ? _wholeInIdentity : _whole).TryAdd(form, value.Kind);
        if (!plain)
            RawPatterns.AddText(form, value.Kind, patterns);
        if (value.Kind == IdentityKind.BirthDate)
            return;
        foreach (var token in Tokens.Of(form))
        {
            if (Tokens.IsIdeographic(token) && token.Length >= Tokens.ShortestIdeographic)
                _ideographic.Add((token, value.Kind));
            else if (token.Length >= Tokens.Shortest && !StandardWords.Contains(token))
                _words.TryAdd(token, value.Kind);
        }
    }
}
