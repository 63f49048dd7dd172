using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace DicomGateway.Service.Tls;

/// <summary>The authorities that a peer's certificate must come from, read again when the PEM file has changed.</summary>
internal sealed class AuthorityFile(string path)
{
    private readonly Lock _gate = new();
    private DateTime _stamp;
    private X509Certificate2Collection? _current;

    /// <summary>Those of the operating system.</summary>
    public static X509Certificate2Collection OfSystem()
    {
        using var store = new X509Store(StoreName.Root, StoreLocation.LocalMachine);
        store.Open(OpenFlags.ReadOnly);
        return store.Certificates;
    }

    public X509Certificate2Collection Get()
    {
        lock (_gate)
        {
            var stamp = File.GetLastWriteTimeUtc(path);
            if (_current is not null && stamp == _stamp)
                return _current;
            try
            {
                var authorities = new X509Certificate2Collection();
                authorities.ImportFromPemFile(path);
                (_current, _stamp) = (authorities, stamp);
            }
            catch (Exception e) when (_current is not null && e is IOException or CryptographicException)
            {
                return _current!;
            }

            return _current;
        }
    }
}
