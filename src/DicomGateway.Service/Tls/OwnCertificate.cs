using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace DicomGateway.Service.Tls;

/// <summary>A certificate with key and the intermediate certificates that go with it.</summary>
internal sealed record OwnCertificate(X509Certificate2 Leaf, X509Certificate2Collection Intermediates)
{
    /// <summary>For SslStream: chain given, nothing fetched from the network.</summary>
    public SslStreamCertificateContext Context { get; } = SslStreamCertificateContext.Create(Leaf, Intermediates, offline: true);
}
