using System.Security.Cryptography;
using System.Text;

namespace DicomGateway.Curation.Deidentification.Pseudonyms;

/// <summary>The 256-bit secret behind a project's pseudonyms and UIDs.</summary>
public sealed class ProjectKey
{
    public const int Size = 32;

    private readonly byte[] _key;

    /// <exception cref="ArgumentException">The key is not 32 bytes long.</exception>
    public ProjectKey(string project, ReadOnlySpan<byte> key)
    {
        if (key.Length != Size)
            throw new ArgumentException($"A project key has {Size} bytes.", nameof(key));
        Project = project;
        _key = key.ToArray();
        Fingerprint = Convert.ToHexStringLower(Hmac("fingerprint"u8, string.Empty).AsSpan(0, 8));
    }

    public string Project { get; }

    /// <summary>Tells keys apart without giving them away: 16 hexadecimal digits, fit for the database and for logs.</summary>
    public string Fingerprint { get; }

    /// <summary>HMAC-SHA-256 over purpose and text. Purposes keep the uses of one key apart.</summary>
    internal byte[] Hmac(ReadOnlySpan<byte> purpose, string text)
    {
        var length = Encoding.UTF8.GetByteCount(text);
        Span<byte> message = length <= 256 ? stackalloc byte[purpose.Length + 1 + length] : new byte[purpose.Length + 1 + length];
        purpose.CopyTo(message);
        message[purpose.Length] = 0;
        Encoding.UTF8.GetBytes(text, message[(purpose.Length + 1)..]);
        return HMACSHA256.HashData(_key, message);
    }

    /// <summary>32 secret bytes for another use under the same backup, such as the encryption of what Records must remember.</summary>
    public byte[] Derive(string purpose) => Hmac("derive"u8, purpose);

    internal byte[] Export() => _key;
}
