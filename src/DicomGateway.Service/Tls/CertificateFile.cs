using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using DicomGateway.Network.Transport;

namespace DicomGateway.Service.Tls;

/// <summary>
/// Our certificate with its chain and key, read again when a file has changed, so that a renewed certificate counts for the next
/// handshake. A file that is just being replaced or is broken leaves the old one in force.
/// </summary>
internal sealed class CertificateFile(string certificatePath, string keyPath)
{
    private readonly Lock _gate = new();
    private (DateTime Certificate, DateTime Key) _stamp;
    private TlsIdentity? _current;

    public TlsIdentity Get()
    {
        lock (_gate)
        {
            var stamp = (File.GetLastWriteTimeUtc(certificatePath), File.GetLastWriteTimeUtc(keyPath));
            if (_current is not null && stamp == _stamp)
                return _current;
            try
            {
                _current = Read();
                _stamp = stamp;
            }
            catch (Exception e) when (_current is not null && e is IOException or CryptographicException)
            {
                return _current!;
            }

            return _current;
        }
    }

    private TlsIdentity Read()
    {
        using var fromPem = X509Certificate2.CreateFromPemFile(certificatePath, keyPath);
        var chain = new X509Certificate2Collection();
        chain.ImportFromPemFile(certificatePath);

        // Windows cannot use a key that only lives in memory for TLS; the detour by PKCS #12 gives it one that it can.
        var leaf = X509CertificateLoader.LoadPkcs12(fromPem.Export(X509ContentType.Pkcs12), null);
        return new TlsIdentity(leaf, [.. chain.Where(certificate => certificate.Thumbprint != leaf.Thumbprint)]);
    }
}
