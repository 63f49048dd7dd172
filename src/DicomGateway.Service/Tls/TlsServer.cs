using System.Net.Security;
using System.Security.Authentication;
using DicomGateway.Service.Configuration;

namespace DicomGateway.Service.Tls;

/// <summary>TLS as a server: 1.2 and 1.3 only (PS3.15 B.12), with certificates of clients where the configuration asks for them.</summary>
internal static class TlsServer
{
    /// <summary>Gives the options for each new connection, so that renewed files count.</summary>
    public static Func<SslServerAuthenticationOptions> For(TlsListenerOptions options, Func<string, string> resolve)
    {
        var own = new CertificateFile(resolve(options.Certificate), resolve(options.PrivateKey));
        var authorities = options.ClientAuthorities is { } file ? new AuthorityFile(resolve(file)) : null;
        return () => new SslServerAuthenticationOptions
        {
            ServerCertificateContext = own.Get().Context,
            EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
            ClientCertificateRequired = options.RequireClientCertificate || authorities is not null,
            AllowRenegotiation = false,
            RemoteCertificateValidationCallback = (_, peer, chain, errors) =>
                peer is null
                    ? !options.RequireClientCertificate
                    : authorities?.Accepts(peer, chain, errors) ?? errors == SslPolicyErrors.None,
        };
    }
}
