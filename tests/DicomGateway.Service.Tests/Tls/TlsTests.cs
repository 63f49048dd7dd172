using System.Net;
using DicomGateway.Network;
using DicomGateway.Network.Association.Negotiation;
using DicomGateway.Network.Transport;
using DicomGateway.Service.Configuration.Sections;
using DicomGateway.Service.StandIn;
using DicomGateway.Service.Tls;
using DicomGateway.Testing;

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
    public void Handshake_without_certificate_is_refused() => Assert.That(() => ConnectAsync(null), Throws.InstanceOf<DicomAssociationException>());

    [Test]
    public void Handshake_with_certificate_of_another_authority_is_refused() =>
        Assert.That(() => ConnectAsync(_stranger.Issue("rogue")), Throws.InstanceOf<DicomAssociationException>());

    [Test]
    public void Handshake_with_expired_certificate_is_refused() =>
        Assert.That(() => ConnectAsync(_authority.Issue("old", days: 0)), Throws.InstanceOf<DicomAssociationException>());

    [Test]
    public void Certificate_renewed_on_disk_counts_for_the_next_connection()
    {
        var file = new CertificateFile(_server.Certificate, _server.Key);
        var before = file.Get().Certificate.Thumbprint;
        Assert.That(file.Get().Certificate.Thumbprint, Is.EqualTo(before));
        Renew();
        Assert.That(file.Get().Certificate.Thumbprint, Is.Not.EqualTo(before));
    }

    [Test]
    public void Certificate_that_is_half_written_leaves_the_old_one_in_force()
    {
        var file = new CertificateFile(_server.Certificate, _server.Key);
        var before = file.Get().Certificate.Thumbprint;
        File.WriteAllText(_server.Certificate, "-----BEGIN CERTIFICATE-----\nAAAA");
        File.SetLastWriteTimeUtc(_server.Certificate, DateTime.UtcNow.AddMinutes(1));
        Assert.That(file.Get().Certificate.Thumbprint, Is.EqualTo(before));
    }

    private void Renew()
    {
        _server = _authority.Issue("node");
        File.SetLastWriteTimeUtc(_server.Certificate, DateTime.UtcNow.AddMinutes(1));
    }

    /// <summary>C-ECHO over TLS on loopback. Returns the subject that the server saw.</summary>
    private async Task<string?> ConnectAsync((string Certificate, string Key)? client)
    {
        var options = new TlsListenerOptions { Port = 0, Certificate = _server.Certificate, PrivateKey = _server.Key, ClientAuthorities = _authority.RootPath };
        var outgoing = new TlsClientOptions { Authorities = _authority.RootPath, Certificate = client?.Certificate, PrivateKey = client?.Key };
        var policy = new Recording();
        var listener = new Network.Transport.ListenerOptions(new IPEndPoint(IPAddress.Loopback, 0), TlsSettings.Server(options, path => path));
        await using var server = new DicomServer(new DicomServerOptions { Listeners = [listener] }, policy, new EchoAnswer());
        server.Start();
        await using var peer = new DicomClient(new DicomClientOptions
        {
            Host = "localhost",
            Port = server.EndPoints[0].Port,
            CalledAeTitle = "NODE",
            CallingAeTitle = "PACS",
            Tls = TlsSettings.Client(outgoing, path => path),
        });
        await using var association = await peer.OpenAsync([new ProposedContext("1.2.840.10008.1.1", ["1.2.840.10008.1.2"])], CancellationToken.None);
        await association.EchoAsync(association.FindContext("1.2.840.10008.1.1")!, CancellationToken.None);
        await association.ReleaseAsync();
        return policy.Subject;
    }

    private sealed class Recording : IAssociationPolicy
    {
        public string? Subject { get; private set; }

        public ValueTask<AssociationDecision> DecideAsync(AssociationProposal proposal, CancellationToken cancellationToken)
        {
            Subject = proposal.Peer.Certificate?.Subject;
            return ValueTask.FromResult<AssociationDecision>(AssociationDecision.Accept(proposal, context => context.TransferSyntaxes[0]));
        }
    }
}
