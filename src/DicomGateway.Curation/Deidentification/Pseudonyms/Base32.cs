namespace DicomGateway.Curation.Deidentification.Pseudonyms;

/// <summary>Crockford's base 32: no letter that is easily taken for another.</summary>
internal static class Base32
{
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    /// <summary>Eight characters for five bytes.</summary>
    public static string Encode(ReadOnlySpan<byte> bytes)
    {
        var text = new char[bytes.Length * 8 / 5];
        int buffer = 0, bits = 0, length = 0;
        foreach (var next in bytes)
        {
            buffer = (buffer << 8) | next;
            bits += 8;
            while (bits >= 5)
            {
                bits -= 5;
                text[length++] = Alphabet[(buffer >> bits) & 31];
            }
        }

        return new string(text, 0, length);
    }
}
