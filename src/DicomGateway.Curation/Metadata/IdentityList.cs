namespace DicomGateway.Curation.Metadata;

/// <summary>The values of a study's originals that identify: each once, with its kind.</summary>
internal sealed class IdentityList
{
    private readonly HashSet<IdentityValue> _values = [];

    public IReadOnlyCollection<IdentityValue> Values => _values;

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
