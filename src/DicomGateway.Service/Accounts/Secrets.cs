using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace DicomGateway.Service.Accounts;

/// <summary>Random values that stand for somebody's right: in links, cookies and forms.</summary>
internal static class Secrets
{
    private const int Length = 32;

    public static string Create() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Length));

    public static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));

    public static bool AreEqual(string left, string right) => CryptographicOperations.FixedTimeEquals(Hash(left), Hash(right));
}
