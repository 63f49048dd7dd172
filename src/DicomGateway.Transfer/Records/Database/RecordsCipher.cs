using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace DicomGateway.Transfer.Records.Database;

/// <summary>
/// Encrypts what identifies (AES-256-GCM, bound to its place) and makes it findable by keyed hash, so that the database alone names nobody.
/// </summary>
internal sealed class RecordsCipher : IDisposable
{
    public const int HashLength = 16;

    private const int KeyLength = 32;
    private const int NonceLength = 12;
    private const int TagLength = 16;

    private readonly AesGcm _aes;
    private readonly byte[] _hashKey;
    private readonly Lock _gate = new();

    public RecordsCipher(IRecordsKeySource source)
    {
        var secret = source.GetRecordsKey();
        if (secret.Length != KeyLength)
            throw new RecordsException($"The records key has {secret.Length} bytes instead of {KeyLength}: restore the key file.");
        Span<byte> key = stackalloc byte[KeyLength];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, key, [], "records encryption 1"u8);
        _aes = new AesGcm(key, TagLength);
        CryptographicOperations.ZeroMemory(key);
        _hashKey = new byte[KeyLength];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, _hashKey, [], "records lookup 1"u8);
        Check = Mac("key check"u8);
    }

    /// <summary>Tells whether a database belongs to this key.</summary>
    public byte[] Check { get; }

    /// <summary>Equal for equal values of a kind within a project, and for nothing else.</summary>
    public byte[] Hash(string kind, string project, string value) =>
        Mac(Encoding.UTF8.GetBytes($"{kind}\0{project}\0{value}"))[..HashLength];

    public byte[]? HashOrNull(string kind, string project, string? value) =>
        string.IsNullOrWhiteSpace(value) ? null : Hash(kind, project, value.Trim());

    public byte[] Mac(ReadOnlySpan<byte> message) => HMACSHA256.HashData(_hashKey, message);

    /// <param name="place">Where it is stored, such as "study" and the row's hash: it decrypts nowhere else.</param>
    /// <param name="value">What to encrypt.</param>
    public byte[] Encrypt<T>(string place, T value)
    {
        var plain = JsonSerializer.SerializeToUtf8Bytes(value);
        var sealedBytes = new byte[NonceLength + TagLength + plain.Length];
        var nonce = sealedBytes.AsSpan(0, NonceLength);
        RandomNumberGenerator.Fill(nonce);
        lock (_gate)
        {
            _aes.Encrypt(
                nonce, plain, sealedBytes.AsSpan(NonceLength + TagLength), sealedBytes.AsSpan(NonceLength, TagLength), Encoding.UTF8.GetBytes(place));
        }
        CryptographicOperations.ZeroMemory(plain);
        return sealedBytes;
    }

    /// <exception cref="RecordsException">The bytes were changed or moved.</exception>
    public T Decrypt<T>(string place, byte[] sealedBytes)
    {
        var plain = new byte[sealedBytes.Length - NonceLength - TagLength];
        try
        {
            lock (_gate)
            {
                _aes.Decrypt(
                    sealedBytes.AsSpan(0, NonceLength),
                    sealedBytes.AsSpan(NonceLength + TagLength),
                    sealedBytes.AsSpan(NonceLength, TagLength),
                    plain,
                    Encoding.UTF8.GetBytes(place));
            }
        }
        catch (AuthenticationTagMismatchException exception)
        {
            throw new RecordsException("An encrypted value of the database was changed: run 'check' and restore a backup.", exception);
        }
        var value = JsonSerializer.Deserialize<T>(plain)!;
        CryptographicOperations.ZeroMemory(plain);
        return value;
    }

    public void Dispose()
    {
        _aes.Dispose();
        CryptographicOperations.ZeroMemory(_hashKey);
    }
}
