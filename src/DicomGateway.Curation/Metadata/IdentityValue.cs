namespace DicomGateway.Curation.Metadata;

/// <summary>One identifying value.</summary>
/// <param name="Text">Decoded and trimmed.</param>
/// <param name="Bytes">As it stood in the original's own character set; empty when that is plain ASCII.</param>
internal sealed record IdentityValue(IdentityKind Kind, string Text, byte[] Bytes)
{
    public bool Equals(IdentityValue? other) => other is not null && Kind == other.Kind && Text == other.Text && Bytes.AsSpan().SequenceEqual(other.Bytes);

    public override int GetHashCode() => HashCode.Combine(Kind, Text);
}
