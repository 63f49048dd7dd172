using System.Diagnostics;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using DicomGateway.Network.Association;
using DicomGateway.Network.Dimse;
using DicomGateway.Network.Dimse.DataSets;
using DicomGateway.Network.Tests.Support;
using DicomGateway.Network.Transport;
using DicomGateway.Testing.Peers;
using static DicomGateway.Network.Tests.Support.TestCertificates;
using static DicomGateway.Testing.Peers.PeerMessages;

namespace DicomGateway.Network.Tests.Transport;

internal sealed class TlsTests
{
    private TestCertificates _authority = null!;
    private TlsIdentity _serverIdentity = null!;

    [OneTimeSetUp]
    public void Issue()
    {
        _authority = new TestCertificates();
        _serverIdentity = _authority.Issue("localhost", ServerUse);
    }

    [OneTimeTearDown]
    public void Dispose() => _authority.Dispose();

    [Test]
    public async Task Mutual_authentication_shows_each_the_other()
    {
        var client = _authority.Issue("modality", ClientUse);
        await using var server = new TestServer(tls: _authority.Options(_serverIdentity));
        Assert.That(await EchoAsync(server, _authority.Options(client)), Is.EqualTo(DimseStatus.Success));
        var peer = server.Policy.Last!.Peer;
        Assert.That(peer.IsEncrypted);
        Assert.That(server.Associations.Single().Peer.Certificate, Is.Not.Null);
    }

    [Test]
    public async Task Large_data_sets_go_through_tls()
    {
        await using var server = new TestServer(tls: _authority.Options(_serverIdentity));
        await using var client = server.Client(options => options with { Tls = _authority.Options(_authority.Issue("m", ClientUse)) });
        await using var association = await client.OpenAsync(ScriptedServer.Contexts, default);
        for (var i = 0; i < 3; i++)
            await association.StoreAsync(association.FindContext(CTImageStorage)!, "1.2", DimseDataSource.FromMemory(new byte[2_000_001]), default);
        await association.ReleaseAsync();
        Assert.That(server.Handler.Received.Select(received => received.Length), Is.EqualTo(new long[] { 2_000_001, 2_000_001, 2_000_001 }));
    }

    private static IEnumerable<TestCaseData> BadClients()
    {
        yield return Case("no certificate", (_, _) => null);
        yield return Case("a certificate of another authority", (_, other) => other.Issue("modality", ClientUse));
        yield return Case("an expired certificate", (own, _) => own.Issue("modality", ClientUse, validDays: 5));
        yield return Case("a certificate that is not valid yet", (own, _) => own.Issue("modality", ClientUse, validFromDay: 20));
        yield return Case("a server's certificate", (own, _) => own.Issue("modality", ServerUse));

        static TestCaseData Case(string name, Func<TestCertificates, TestCertificates, TlsIdentity?> issue) =>
            new TestCaseData(issue).SetName($"Client with {name} is refused");
    }

    [TestCaseSource(nameof(BadClients))]
    public async Task Client_refused(Func<TestCertificates, TestCertificates, TlsIdentity?> issue)
    {
        using var other = new TestCertificates("Other CA");
        await using var server = new TestServer(tls: _authority.Options(_serverIdentity));
        await Assert.CatchAsync<DicomAssociationException>(() => EchoAsync(server, _authority.Options(issue(_authority, other))));
        Assert.That(server.NextEnd(), Is.TypeOf<AssociationClosedException>());
        Assert.That(server.Policy.Last, Is.Null, "no byte of DICOM is looked at");
    }

    private static IEnumerable<TestCaseData> BadServers()
    {
        yield return Case("another authority", (_, other) => other.Issue("localhost", ServerUse));
        yield return Case("an expired certificate", (own, _) => own.Issue("localhost", ServerUse, validDays: 5));
        yield return Case("a client's certificate", (own, _) => own.Issue("localhost", ClientUse));

        static TestCaseData Case(string name, Func<TestCertificates, TestCertificates, TlsIdentity> issue) =>
            new TestCaseData(issue).SetName($"Server with {name} is refused");
    }

    [TestCaseSource(nameof(BadServers))]
    public async Task Server_refused(Func<TestCertificates, TestCertificates, TlsIdentity> issue)
    {
        using var other = new TestCertificates("Other CA");
        await using var server = new TestServer(tls: _authority.Options(issue(_authority, other)));
        await Assert.ThrowsAsync<AssociationClosedException>(() => EchoAsync(server, _authority.Options(_authority.Issue("m", ClientUse))));
    }

    [Test]
    public async Task Server_of_another_name_is_refused_unless_names_do_not_count()
    {
        var wrong = _authority.Issue("elsewhere.example", ServerUse);
        await using var server = new TestServer(tls: _authority.Options(wrong));
        var client = _authority.Options(_authority.Issue("m", ClientUse));
        await Assert.ThrowsAsync<AssociationClosedException>(() => EchoAsync(server, client, host: "localhost"));
        Assert.That(await EchoAsync(server, client with { CheckServerName = false }, host: "localhost"), Is.EqualTo(DimseStatus.Success));
    }

    [Test]
    public async Task New_certificate_is_used_from_the_next_handshake_on()
    {
        using var next = new TestCertificates("Next CA");
        var current = _serverIdentity;
        await using var server = new TestServer(tls: _authority.Options(null) with { Identity = () => current });
        var client = _authority.Options(_authority.Issue("m", ClientUse));
        Assert.That(await EchoAsync(server, client), Is.EqualTo(DimseStatus.Success));
        current = next.Issue("localhost", ServerUse);
        await Assert.CatchAsync<DicomAssociationException>(() => EchoAsync(server, client));
        Assert.That(await EchoAsync(server, client with { TrustedRoots = () => [next.Authority] }), Is.EqualTo(DimseStatus.Success));
    }

    [TestCase(SslProtocols.Tls13, SslProtocols.Tls13)]
    [TestCase(SslProtocols.Tls12, SslProtocols.Tls12)]
    [TestCase(SslProtocols.Tls12 | SslProtocols.Tls13, SslProtocols.Tls13)]
    public async Task Version_is_the_best_that_both_have(SslProtocols offered, SslProtocols chosen)
    {
        await using var server = new TestServer(tls: _authority.Options(_serverIdentity) with { RequirePeerCertificate = false });
        await using var secured = await HandshakeAsync(server, offered);
        Assert.That(secured.SslProtocol, Is.EqualTo(chosen));
    }

    [Test]
    public async Task Old_version_is_refused()
    {
#pragma warning disable SYSLIB0039, CA5397 // The old version is what is tested.
        await using var server = new TestServer(tls: _authority.Options(_serverIdentity) with { RequirePeerCertificate = false });
        await Assert.CatchAsync<Exception>(() => HandshakeAsync(server, SslProtocols.Tls11));
#pragma warning restore SYSLIB0039, CA5397
    }

    [Test]
    public async Task Plain_dicom_to_the_tls_port_is_closed_within_a_second()
    {
        await using var server = new TestServer(tls: _authority.Options(_serverIdentity));
        await using var peer = await ScriptedPeer.ConnectAsync(server.EndPoint);
        var watch = Stopwatch.StartNew();
        await peer.SendAsync(Request);
        await peer.WaitForCloseAsync();
        Assert.That(watch.Elapsed, Is.LessThan(TimeSpan.FromSeconds(1)));
        Assert.That(server.NextEnd(), Is.TypeOf<AssociationClosedException>());
    }

    private static async Task<SslStream> HandshakeAsync(TestServer server, SslProtocols versions)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(server.EndPoint);
        var secured = new SslStream(new NetworkStream(socket, ownsSocket: true), false, (_, _, _, _) => true);
        await secured.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = "localhost", EnabledSslProtocols = versions });
        return secured;
    }

    private static async Task<DimseStatus> EchoAsync(TestServer server, TlsOptions tls, string host = "127.0.0.1")
    {
        await using var client = server.Client(options => options with { Tls = tls, Host = host });
        await using var association = await client.OpenAsync([ScriptedServer.Contexts[0]], default);
        var status = await association.EchoAsync(association.FindContext(Verification)!, default);
        await association.ReleaseAsync();
        return status;
    }
}
