using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using DicomGateway.Service.Tls;

namespace DicomGateway.Service.Alerts.Channels;

/// <summary>TLS as the node's other connections have it: 1.2 and 1.3, a certificate for the host's name, from the authorities of the configuration.</summary>
internal sealed class AlertTls(AuthorityFile? authorities)
{
    public SslClientAuthenticationOptions For(string? host) => new()
    {
        TargetHost = host,
        EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
        CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
        CertificateChainPolicy = Policy(),
    };

    private X509ChainPolicy Policy()
    {
        var policy = new X509ChainPolicy { RevocationMode = X509RevocationMode.NoCheck, DisableCertificateDownloads = true };
        policy.ApplicationPolicy.Add(new System.Security.Cryptography.Oid("1.3.6.1.5.5.7.3.1"));
        if (authorities is null)
            return policy;
        policy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        policy.CustomTrustStore.AddRange(authorities.Get());
        return policy;
    }
}
