using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace DicomGateway.Service.Tls;

/// <summary>The authorities that a peer's certificate must come from, read from a PEM file at each handshake so that changes count.</summary>
internal sealed class AuthorityFile(string path)
{
    /// <summary>True when the certificate is in order, comes from one of the authorities, and (as a client sees it) names the peer.</summary>
    public bool Accepts(X509Certificate? certificate, X509Chain? presented, SslPolicyErrors errors)
    {
        if (certificate is null || errors.HasFlag(SslPolicyErrors.RemoteCertificateNotAvailable) || errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
            return false;
        var authorities = new X509Certificate2Collection();
        authorities.ImportFromPemFile(path);
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(authorities);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        foreach (var element in presented?.ChainElements ?? Enumerable.Empty<X509ChainElement>())
            chain.ChainPolicy.ExtraStore.Add(element.Certificate);
        using var copy = X509CertificateLoader.LoadCertificate(certificate.GetRawCertData());
        return chain.Build(copy);
    }
}
