namespace DicomGateway.Curation.Metadata;

/// <summary>The values of a study's originals that identify: each once, with its kind.</summary>
internal sealed class IdentityList
{
    private readonly HashSet<IdentityValue> _values = [];

    public IReadOnlyCollection<IdentityValue> Values => _values;

    public void Add(IdentityKind kind, string text, ReadOnlyMemory<byte> bytes)
    {
        var trimmed = text.Trim(' ', '\0');
        if (trimmed.Length > 0)
            _values.Add(new IdentityValue(kind, trimmed, bytes.ToArray()));
    }
}
