using DicomGateway.Network.Transport;
using DicomGateway.Service.Configuration.Sections;

namespace DicomGateway.Service.Tls;

/// <summary>The configuration's PEM files, as the network asks for them at each handshake.</summary>
internal static class TlsSettings
{
    public static TlsOptions Server(TlsListenerOptions options, Func<string, string> resolve)
    {
        var own = new CertificateFile(resolve(options.Certificate), resolve(options.PrivateKey));
        return new TlsOptions
        {
            Identity = own.Get,
            TrustedRoots = Authorities(options.ClientAuthorities, resolve),
            RequirePeerCertificate = options.RequireClientCertificate,
        };
    }

    public static TlsOptions Client(TlsClientOptions options, Func<string, string> resolve)
    {
        var own = options is { Certificate: { } certificate, PrivateKey: { } key } ? new CertificateFile(resolve(certificate), resolve(key)) : null;
        return new TlsOptions
        {
            Identity = () => own?.Get(),
            TrustedRoots = Authorities(options.Authorities, resolve),
            CheckServerName = options.CheckServerName,
        };
    }

    private static Func<System.Security.Cryptography.X509Certificates.X509Certificate2Collection> Authorities(string? file, Func<string, string> resolve) =>
        file is null ? AuthorityFile.OfSystem : new AuthorityFile(resolve(file)).Get;
}
