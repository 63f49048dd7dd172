using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using DicomGateway.Network.Transport;

namespace DicomGateway.Network.Tests.Support;

/// <summary>A small certificate authority, made anew for each test run.</summary>
internal sealed class TestCertificates : IDisposable
{
    public const string ServerUse = "1.3.6.1.5.5.7.3.1";
    public const string ClientUse = "1.3.6.1.5.5.7.3.2";

    private static readonly DateTimeOffset Start = DateTimeOffset.UtcNow.AddDays(-10);

    private readonly List<IDisposable> _made = [];

    public TestCertificates(string name = "Test CA")
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        Authority = Keep(request.CreateSelfSigned(Start, Start.AddYears(1)));
    }

    public X509Certificate2 Authority { get; }

    public TlsIdentity Issue(string name, string use, int validFromDay = 0, int validDays = 100)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        names.AddIpAddress(System.Net.IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(use)], false));
        var from = Start.AddDays(validFromDay);
        using var issued = request.Create(Authority, from, from.AddDays(validDays), RandomNumberGenerator.GetBytes(8));
        return new TlsIdentity(Keep(issued.CopyWithPrivateKey(key)), []);
    }

    /// <summary>Presents the identity and trusts this authority.</summary>
    public TlsOptions Options(TlsIdentity? identity) => new() { Identity = () => identity, TrustedRoots = () => [Authority] };

    public void Dispose()
    {
        foreach (var made in _made)
            made.Dispose();
    }

    private X509Certificate2 Keep(X509Certificate2 certificate)
    {
        _made.Add(certificate);
        return certificate;
    }
}
