using System.Globalization;
using System.Security.Cryptography;

namespace DicomGateway.Service.Accounts;

/// <summary>What recognises a password: PBKDF2 with HMAC-SHA-256, its parameters beside it so that they can be raised.</summary>
internal static class PasswordHash
{
    public const int Iterations = 600_000;

    private const string Algorithm = "pbkdf2-sha256";
    private const int SaltLength = 16;
    private const int HashLength = 32;

    /// <summary>A hash that no password has: checking against it takes as long as checking against a real one.</summary>
    public static string OfNobody { get; } = Write(Iterations, new byte[SaltLength], new byte[HashLength]);

    public static string Create(string password)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltLength);
        return Write(Iterations, salt, Derive(password, salt, Iterations));
    }

    /// <summary>Compares in constant time.</summary>
    public static bool Matches(string password, string stored)
    {
        var parts = stored.Split('$');
        if (parts is not [Algorithm, var iterations, var salt, var hash] || !int.TryParse(iterations, CultureInfo.InvariantCulture, out var count))
            return false;
        return CryptographicOperations.FixedTimeEquals(Derive(password, Convert.FromBase64String(salt), count), Convert.FromBase64String(hash));
    }

    private static byte[] Derive(string password, byte[] salt, int iterations) =>
        Rfc2898DeriveBytes.Pbkdf2(password.Normalize(), salt, iterations, HashAlgorithmName.SHA256, HashLength);

    private static string Write(int iterations, byte[] salt, byte[] hash) =>
        string.Create(CultureInfo.InvariantCulture, $"{Algorithm}${iterations}${Convert.ToBase64String(salt)}${Convert.ToBase64String(hash)}");
}
