namespace DicomGateway.Curation.Metadata;

/// <summary>The values of a study's originals that identify: each once, with its kind.</summary>
internal sealed class IdentityList
{
    private readonly HashSet<IdentityValue> _values = [];

    private readonly HashSet<string> _sharedUids = new(StringComparer.Ordinal);

    /// <summary>All but the UIDs that name a class somewhere in the study: those stay where they are.</summary>
    public IEnumerable<IdentityValue> Values => _values.Where(value => value.Kind != IdentityKind.Uid || !_sharedUids.Contains(value.Text));

    public void AddSharedUid(string uid) => _sharedUids.Add(uid);

    /// <param name="bytes">The value as it stood in the original, padding included; empty when that adds nothing to the text.</param>
    public void Add(IdentityKind kind, string text, ReadOnlyMemory<byte> bytes)
    {
        var trimmed = text.Trim(' ', '\0');
        if (trimmed.Length == 0)
            return;
        var value = bytes.Span.TrimEnd([(byte)0x20, (byte)0]);
        _values.Add(new IdentityValue(kind, trimmed, value.IndexOfAnyExceptInRange((byte)0x20, (byte)0x7E) < 0 ? [] : value.ToArray()));
    }
}
