using System.Buffers.Binary;
using System.Numerics;
using System.Security.Cryptography;

namespace DicomGateway.Dicom.Data;

/// <summary>A unique identifier (PS3.5 section 9): at most 64 characters of digits and dots.</summary>
/// <param name="UID">The dotted text without padding.</param>
public readonly partial record struct DicomUID(string UID)
{
    /// <summary>True when the text keeps the rules of PS3.5 9.1: components without leading zero, at most 64 characters.</summary>
    public bool IsValid => IsValidUid(UID);

    /// <summary>A new random UID under 2.25 (PS3.5 B.2).</summary>
    public static DicomUID Generate()
    {
        Span<byte> bytes = stackalloc byte[16];
        RandomNumberGenerator.Fill(bytes);
        return FromUuid(bytes, version: 4);
    }

    /// <summary>The UID of a UUID (PS3.5 B.2): 2.25 and its decimal value, version and variant bits set first (RFC 9562).</summary>
    /// <param name="uuid">16 bytes, most significant first.</param>
    /// <param name="version">4 for random bytes, 8 for bytes of one's own making, such as a keyed hash.</param>
    public static DicomUID FromUuid(ReadOnlySpan<byte> uuid, int version)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(uuid.Length, 16);
        Span<byte> bytes = stackalloc byte[16];
        uuid.CopyTo(bytes);
        bytes[6] = (byte)((bytes[6] & 0x0F) | (version << 4));
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        var value = new UInt128(BinaryPrimitives.ReadUInt64BigEndian(bytes), BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]));
        return new DicomUID("2.25." + ((BigInteger)value).ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    public override string ToString() => UID ?? string.Empty;

    private static bool IsValidUid(string? uid)
    {
        if (uid is null or { Length: 0 or > 64 })
            return false;
        var start = 0;
        for (var i = 0; i <= uid.Length; i++)
        {
            if (i < uid.Length && uid[i] != '.')
            {
                if (!char.IsAsciiDigit(uid[i]))
                    return false;
                continue;
            }

            if (i == start || (uid[start] == '0' && i - start > 1))
                return false;
            start = i + 1;
        }

        return true;
    }
}
