using System.Net.Http.Headers;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using DicomGateway.Network.Transport;

namespace DicomGateway.Transfer.Forwarding.Stow;

/// <summary>HTTP to one server, under the house's rules for TLS: TLS 1.2 and 1.3, only the roots that are configured, a new certificate at once.</summary>
internal sealed class StowClient(StowOptions options, TimeProvider time) : IDisposable
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    private readonly Lock _gate = new();
    private readonly List<HttpClient> _old = [];
    private TlsIdentity? _identity;
    private HttpClient? _http;

    /// <summary>Sends with the token of the moment; redirections are not followed, for they would take token and instances elsewhere.</summary>
    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (options.Token() is { } token)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return Http().SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
    }

    public Uri Address(string path) => new(options.BaseUrl.AbsoluteUri.TrimEnd('/') + "/" + path);

    public void Dispose()
    {
        _http?.Dispose();
        _old.ForEach(http => http.Dispose());
    }

    private HttpClient Http()
    {
        lock (_gate)
        {
            var identity = options.Tls?.Identity();
            if (_http is not null && ReferenceEquals(identity, _identity))
                return _http;
            if (_http is not null)
                _old.Add(_http);
            _identity = identity;
            return _http = new HttpClient(Handler(identity)) { Timeout = Timeout.InfiniteTimeSpan };
        }
    }

    private SocketsHttpHandler Handler(TlsIdentity? identity)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            ConnectTimeout = TimeSpan.FromSeconds(30),
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            MaxConnectionsPerServer = options.Requests + 1,
        };
        handler.SslOptions.EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13;
        if (options.Tls is not { } tls)
            return handler;
        if (identity is not null)
            handler.SslOptions.ClientCertificateContext = SslStreamCertificateContext.Create(identity.Certificate, identity.Intermediates, offline: true);
        handler.SslOptions.CertificateRevocationCheckMode = X509RevocationMode.NoCheck;
        handler.SslOptions.RemoteCertificateValidationCallback = (_, certificate, chain, errors) =>
            certificate is not null
            && !(tls.CheckServerName && errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
            && IsTrusted(tls, certificate, chain);
        return handler;
    }

    private bool IsTrusted(TlsOptions tls, X509Certificate presented, X509Chain? sent)
    {
        using var certificate = X509CertificateLoader.LoadCertificate(presented.GetRawCertData());
        using var chain = new X509Chain();
        var policy = chain.ChainPolicy;
        policy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        policy.CustomTrustStore.AddRange(tls.TrustedRoots());
        policy.RevocationMode = tls.Revocation;
        policy.DisableCertificateDownloads = true;
        policy.VerificationTime = time.GetUtcNow().UtcDateTime;
        policy.ApplicationPolicy.Add(new Oid(ServerAuthentication));
        foreach (var element in sent?.ChainElements ?? Enumerable.Empty<X509ChainElement>())
            policy.ExtraStore.Add(element.Certificate);
        return chain.Build(certificate);
    }
}
