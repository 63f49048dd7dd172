using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using DicomGateway.Service.Configuration;
using DicomGateway.Service.Tls;

namespace DicomGateway.Service.Tests.Tls;

internal sealed class TlsTests
{
    private DirectoryInfo _folder = null!;
    private TestAuthority _authority = null!;
    private TestAuthority _stranger = null!;
    private (string Certificate, string Key) _server;

    [SetUp]
    public void MakeAuthorities()
    {
        _folder = Directory.CreateTempSubdirectory("gateway-tls-");
        _authority = new TestAuthority(_folder.FullName, "hospital");
        _stranger = new TestAuthority(_folder.FullName, "stranger");
        _server = _authority.Issue("node");
    }

    [TearDown]
    public void RemoveAuthorities()
    {
        _authority.Dispose();
        _stranger.Dispose();
        _folder.Delete(recursive: true);
    }

    [Test]
    public async Task Handshake_with_certificate_of_the_authority_is_accepted()
    {
        var client = _authority.Issue("pacs");
        Assert.That(await ConnectAsync(client), Is.EqualTo("CN=pacs"));
    }

    [Test]
    public void Handshake_without_certificate_is_refused() => Assert.That(() => ConnectAsync(null), Throws.InstanceOf<AuthenticationException>());

    [Test]
    public void Handshake_with_certificate_of_another_authority_is_refused() =>
        Assert.That(() => ConnectAsync(_stranger.Issue("rogue")), Throws.InstanceOf<AuthenticationException>());

    [Test]
    public void Handshake_with_expired_certificate_is_refused() =>
        Assert.That(() => ConnectAsync(_authority.Issue("old", days: 0)), Throws.InstanceOf<AuthenticationException>());

    [Test]
    public void Certificate_renewed_on_disk_counts_for_the_next_connection()
    {
        var file = new CertificateFile(_server.Certificate, _server.Key);
        var before = file.Get().Leaf.Thumbprint;
        Assert.That(file.Get().Leaf.Thumbprint, Is.EqualTo(before));
        Renew();
        Assert.That(file.Get().Leaf.Thumbprint, Is.Not.EqualTo(before));
    }

    [Test]
    public void Certificate_that_is_half_written_leaves_the_old_one_in_force()
    {
        var file = new CertificateFile(_server.Certificate, _server.Key);
        var before = file.Get().Leaf.Thumbprint;
        File.WriteAllText(_server.Certificate, "-----BEGIN CERTIFICATE-----\nAAAA");
        File.SetLastWriteTimeUtc(_server.Certificate, DateTime.UtcNow.AddMinutes(1));
        Assert.That(file.Get().Leaf.Thumbprint, Is.EqualTo(before));
    }

    private void Renew()
    {
        _server = _authority.Issue("node");
        File.SetLastWriteTimeUtc(_server.Certificate, DateTime.UtcNow.AddMinutes(1));
    }

    /// <summary>Handshakes over loopback. Returns the subject that the server saw.</summary>
    private async Task<string?> ConnectAsync((string Certificate, string Key)? client)
    {
        var options = new TlsListenerOptions { Port = 0, Certificate = _server.Certificate, PrivateKey = _server.Key, ClientAuthorities = _authority.RootPath };
        var outgoing = new TlsClientOptions { Authorities = _authority.RootPath, ServerName = "localhost", Certificate = client?.Certificate, PrivateKey = client?.Key };
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var socket = new TcpClient();
        var accepting = listener.AcceptTcpClientAsync();
        await socket.ConnectAsync((IPEndPoint)listener.LocalEndpoint);
        using var accepted = await accepting;
        await using var server = new SslStream(accepted.GetStream());
        await using var ours = new SslStream(socket.GetStream());
        var serving = server.AuthenticateAsServerAsync(TlsServer.For(options, path => path)());
        var connecting = ours.AuthenticateAsClientAsync(TlsClient.For(outgoing, "localhost", path => path)());
        try
        {
            await serving;
        }
        finally
        {
            accepted.Close();
            await connecting.ContinueWith(_ => { }, TaskScheduler.Default);
        }

        return (server.RemoteCertificate as X509Certificate2)?.Subject ?? server.RemoteCertificate?.Subject;
    }
}
