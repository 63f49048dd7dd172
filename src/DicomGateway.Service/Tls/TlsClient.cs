using System.Net.Security;
using System.Security.Authentication;
using DicomGateway.Service.Configuration;

namespace DicomGateway.Service.Tls;

/// <summary>TLS as a client: 1.2 and 1.3 only (PS3.15 B.12).</summary>
internal static class TlsClient
{
    /// <summary>Gives the options for each new connection, so that renewed files count.</summary>
    public static Func<SslClientAuthenticationOptions> For(TlsClientOptions options, string host, Func<string, string> resolve)
    {
        var authorities = options.Authorities is { } file ? new AuthorityFile(resolve(file)) : null;
        var own = options is { Certificate: { } certificate, PrivateKey: { } key } ? new CertificateFile(resolve(certificate), resolve(key)) : null;
        return () => new SslClientAuthenticationOptions
        {
            TargetHost = options.ServerName ?? host,
            EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
            ClientCertificateContext = own?.Get().Context,
            RemoteCertificateValidationCallback = authorities is null ? null : (_, peer, chain, errors) => authorities.Accepts(peer, chain, errors),
        };
    }
}
