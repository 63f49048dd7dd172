using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using DicomGateway.Network.Association;

namespace DicomGateway.Network.Transport;

/// <summary>
/// Makes a TLS connection out of a plain one. Cipher suites are left to the operating system's policy: a suite list that forgets TLS 1.3
/// names would fail every handshake, and Windows takes none.
/// </summary>
internal sealed class TlsHandshake(TlsOptions options, TimeProvider time)
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";

    private readonly Lock _gate = new();
    private TlsIdentity? _identity;
    private SslStreamCertificateContext? _context;

    /// <exception cref="AssociationClosedException">The peer does not speak TLS, or either side refused the other.</exception>
    public Task<SslStream> AsServerAsync(Stream stream, CancellationToken cancellationToken) => RunAsync(stream, secured =>
        secured.AuthenticateAsServerAsync(
            new SslServerAuthenticationOptions
            {
                ServerCertificateContext = Context() ?? throw new AuthenticationException("There is no certificate for the TLS port."),
                EnabledSslProtocols = Protocols,
                ClientCertificateRequired = options.RequirePeerCertificate,
                CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
                RemoteCertificateValidationCallback = (_, certificate, chain, _) =>
                    certificate is null ? !options.RequirePeerCertificate : IsTrusted(certificate, chain, ClientAuthentication),
            },
            cancellationToken));

    /// <exception cref="AssociationClosedException">The server does not speak TLS, or either side refused the other.</exception>
    public Task<SslStream> AsClientAsync(Stream stream, string host, CancellationToken cancellationToken) => RunAsync(stream, secured =>
        secured.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions
            {
                TargetHost = host,
                ClientCertificateContext = Context(),
                EnabledSslProtocols = Protocols,
                CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
                RemoteCertificateValidationCallback = (_, certificate, chain, errors) =>
                    certificate is not null
                    && !(options.CheckServerName && errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
                    && IsTrusted(certificate, chain, ServerAuthentication),
            },
            cancellationToken));

    /// <summary>The certificate that the peer was believed with, or null.</summary>
    public static X509Certificate2? PeerCertificate(SslStream secured) =>
        secured.RemoteCertificate is { } certificate ? X509CertificateLoader.LoadCertificate(certificate.GetRawCertData()) : null;

    private static SslProtocols Protocols => SslProtocols.Tls12 | SslProtocols.Tls13;

    private static async Task<SslStream> RunAsync(Stream stream, Func<SslStream, Task> authenticate)
    {
        var secured = new SslStream(stream, leaveInnerStreamOpen: false);
        try
        {
            await authenticate(secured).ConfigureAwait(false);
            return secured;
        }
        catch (Exception failure)
        {
            await secured.DisposeAsync().ConfigureAwait(false);
            throw new AssociationClosedException("The TLS handshake failed.", failure);
        }
    }

    private bool IsTrusted(X509Certificate presented, X509Chain? sent, string usage)
    {
        using var certificate = X509CertificateLoader.LoadCertificate(presented.GetRawCertData());
        using var chain = new X509Chain();
        var policy = chain.ChainPolicy;
        policy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        policy.CustomTrustStore.AddRange(options.TrustedRoots());
        policy.RevocationMode = options.Revocation;
        policy.DisableCertificateDownloads = true;
        policy.VerificationTime = time.GetUtcNow().UtcDateTime;
        policy.ApplicationPolicy.Add(new Oid(usage));
        foreach (var element in sent?.ChainElements ?? Enumerable.Empty<X509ChainElement>())
            policy.ExtraStore.Add(element.Certificate);
        return chain.Build(certificate);
    }

    private SslStreamCertificateContext? Context()
    {
        lock (_gate)
        {
            var identity = options.Identity();
            if (identity is null)
                return null;
            if (_context is null || !ReferenceEquals(identity, _identity))
                _context = SslStreamCertificateContext.Create(identity.Certificate, identity.Intermediates, offline: true);
            _identity = identity;
            return _context;
        }
    }
}
