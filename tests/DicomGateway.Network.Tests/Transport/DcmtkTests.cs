using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using DicomGateway.Network.Dimse;
using DicomGateway.Network.Dimse.DataSets;
using DicomGateway.Network.Tests.Support;
using DicomGateway.Network.Transport;
using static DicomGateway.Network.Tests.Support.TestCertificates;
using static DicomGateway.Testing.Peers.PeerMessages;

namespace DicomGateway.Network.Tests.Transport;

/// <summary>Against the reference implementation, both ways.</summary>
internal sealed class DcmtkTests
{
    private string _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("dcmtk-tests-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public async Task Echoscu_reaches_our_server()
    {
        await using var server = new TestServer();
        var (exitCode, output) = await DebianTool.RunAsync("echoscu", "-v", "127.0.0.1", Port(server));
        Assert.That(exitCode, Is.Zero, output);
        Assert.That(server.NextEnd(), Is.Null);
    }

    [Test]
    public async Task Echoscu_with_128_contexts_reaches_our_server()
    {
        await using var server = new TestServer();
        var (exitCode, output) = await DebianTool.RunAsync("echoscu", "-ppc", "128", "--repeat", "10", "127.0.0.1", Port(server));
        Assert.That(exitCode, Is.Zero, output);
    }

    [TestCase("--max-pdu", "4096")]
    [TestCase("--max-pdu", "131072")]
    [TestCase("--max-send-pdu", "4096")]
    [TestCase("--propose-lossless", "--combine-proposed-ts")]
    public async Task Storescu_stores_to_our_server_what_the_file_holds(string option, string value)
    {
        await using var server = new TestServer(policy: new AcceptEverything());
        TinyInstance.Write(_folder, "1.2.3.10", 50_016);
        var arguments = option == "--propose-lossless" ? new[] { "-R" } : [option, value];
        var (exitCode, output) = await DebianTool.RunAsync("storescu", [.. arguments, "127.0.0.1", Port(server), "+sd", _folder]);
        Assert.That(exitCode, Is.Zero, output);
        var expected = TinyInstance.DataSet("1.2.3.10", 50_016);
        var (_, length, hash) = server.Handler.Received.Single();
        Assert.That((length, hash), Is.EqualTo(((long)expected.Length, Convert.ToHexString(SHA256.HashData(expected)))));
    }

    [Test, Retry(3)]
    public async Task Storescu_with_Nagle_on_does_not_collapse()
    {
        await using var server = new TestServer();
        for (var i = 0; i < 100; i++)
            TinyInstance.Write(_folder, $"1.2.3.{i}", 320_000);
        var watch = Stopwatch.StartNew();
        var (exitCode, output) = await DebianTool.RunAsync("storescu", "127.0.0.1", Port(server), "+sd", _folder);
        Assert.That(exitCode, Is.Zero, output);
        Assert.That(server.Handler.Received, Has.Count.EqualTo(100));
        Assert.That(watch.Elapsed, Is.LessThan(TimeSpan.FromSeconds(3)), "without prompt ACKs it takes 40 ms and more each");
    }

    [Test]
    public async Task Our_client_stores_to_storescp_what_it_was_given()
    {
        var port = FreePort();
        await using var scp = DebianTool.Start("storescp", "-od", _folder, "+B", "-aet", "SCP", port.ToString());
        var path = TinyInstance.Write(Directory.CreateDirectory(Path.Combine(_folder, "in")).FullName, "1.2.3.20", 700_000);
        await using var client = new DicomClient(new DicomClientOptions { Host = "127.0.0.1", Port = port, CalledAeTitle = "SCP", CallingAeTitle = "US" });
        await using var association = await OpenAsync(client);
        var context = association.FindContext(TinyInstance.SopClass)!;
        var dataSet = TinyInstance.DataSet("1.2.3.20", 700_000);
        await using var source = DimseDataSource.FromFile(path, new FileInfo(path).Length - dataSet.Length);
        var response = await association.StoreAsync(context, "1.2.3.20", source, default);
        await association.ReleaseAsync();
        Assert.That(response.Status, Is.EqualTo(DimseStatus.Success));
        var stored = await File.ReadAllBytesAsync(Directory.GetFiles(_folder).Single());
        Assert.That(stored.AsSpan(stored.Length - dataSet.Length).SequenceEqual(dataSet), "the data set must have arrived byte for byte");
    }

    [Test, Retry(3)]
    public async Task Our_client_does_not_collapse_against_storescp()
    {
        var port = FreePort();
        await using var scp = DebianTool.Start("storescp", "--ignore", port.ToString());
        await using var client = new DicomClient(new DicomClientOptions { Host = "127.0.0.1", Port = port, CalledAeTitle = "SCP", CallingAeTitle = "US" });
        await using var association = await OpenAsync(client);
        var dataSet = TinyInstance.DataSet("1.2.3.20", 320_000);
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < 100; i++)
            await association.StoreAsync(association.FindContext(TinyInstance.SopClass)!, "1.2.3.20", DimseDataSource.FromMemory(dataSet), default);
        Assert.That(watch.Elapsed, Is.LessThan(TimeSpan.FromSeconds(3)), "without prompt ACKs it takes 40 ms and more each");
        await association.ReleaseAsync();
    }

    [Test]
    public async Task Our_client_hears_of_a_rejection_by_storescp()
    {
        var port = FreePort();
        await using var scp = DebianTool.Start("storescp", "--refuse", port.ToString());
        await using var client = new DicomClient(new DicomClientOptions { Host = "127.0.0.1", Port = port, CalledAeTitle = "SCP", CallingAeTitle = "US" });
        Assert.That(await Assert.CatchAsync<DicomAssociationException>(() => OpenAsync(client)), Is.TypeOf<DicomGateway.Network.Association.AssociationRejectedException>());
    }

    [Test]
    public async Task Storescu_over_tls_is_served_with_mutual_authentication()
    {
        using var authority = new TestCertificates();
        await using var server = new TestServer(tls: authority.Options(authority.Issue("localhost", ServerUse)));
        var (key, certificate, ca) = WritePem(authority, authority.Issue("modality", ClientUse));
        TinyInstance.Write(Directory.CreateDirectory(Path.Combine(_folder, "in")).FullName, "1.2.3.30", 100_000);
        var (exitCode, output) = await DebianTool.RunAsync(
            "storescu", "+tls", key, certificate, "+cf", ca, "127.0.0.1", Port(server), "+sd", Path.Combine(_folder, "in"));
        Assert.That(exitCode, Is.Zero, output);
        Assert.That(server.Handler.Received, Has.Count.EqualTo(1));
        Assert.That(server.Associations.Single().Peer.Certificate, Is.Not.Null);
    }

    [Test]
    public async Task Echoscu_over_tls_without_certificate_is_refused()
    {
        using var authority = new TestCertificates();
        await using var server = new TestServer(tls: authority.Options(authority.Issue("localhost", ServerUse)));
        var (_, _, ca) = WritePem(authority, authority.Issue("modality", ClientUse));
        var (exitCode, _) = await DebianTool.RunAsync("echoscu", "+tla", "+cf", ca, "127.0.0.1", Port(server));
        Assert.That(exitCode, Is.Not.Zero);
        Assert.That(server.Policy.Last, Is.Null);
    }

    [Test]
    public async Task Our_client_speaks_tls_to_storescp()
    {
        using var authority = new TestCertificates();
        var (key, certificate, ca) = WritePem(authority, authority.Issue("localhost", ServerUse));
        var port = FreePort();
        await using var scp = DebianTool.Start("storescp", "+tls", key, certificate, "+cf", ca, "--ignore", port.ToString());
        var options = new DicomClientOptions
        {
            Host = "127.0.0.1",
            Port = port,
            CalledAeTitle = "SCP",
            CallingAeTitle = "US",
            Tls = authority.Options(authority.Issue("gateway", ClientUse)),
        };
        await using var client = new DicomClient(options);
        await using var association = await OpenAsync(client);
        var source = DimseDataSource.FromMemory(TinyInstance.DataSet("1.2.3.20", 320_000));
        var response = await association.StoreAsync(association.FindContext(TinyInstance.SopClass)!, "1.2.3.20", source, default);
        await association.ReleaseAsync();
        Assert.That(response.Status, Is.EqualTo(DimseStatus.Success));
    }

    /// <summary>The tool needs a moment until it listens.</summary>
    private static async Task<DicomClientAssociation> OpenAsync(DicomClient client)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return await client.OpenAsync([new(Verification, [ImplicitLittleEndian]), new(TinyInstance.SopClass, [ExplicitLittleEndian])], default);
            }
            catch (DicomGateway.Network.Association.AssociationClosedException) when (attempt < 200)
            {
                await Task.Delay(25);
            }
        }
    }

    private (string Key, string Certificate, string Authority) WritePem(TestCertificates authority, TlsIdentity identity)
    {
        var paths = (Path.Combine(_folder, "key.pem"), Path.Combine(_folder, "cert.pem"), Path.Combine(_folder, "ca.pem"));
        File.WriteAllText(paths.Item1, identity.Certificate.GetECDsaPrivateKey()!.ExportECPrivateKeyPem());
        File.WriteAllText(paths.Item2, identity.Certificate.ExportCertificatePem());
        File.WriteAllText(paths.Item3, authority.Authority.ExportCertificatePem());
        return paths;
    }

    private static string Port(TestServer server) => server.EndPoint.Port.ToString();

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
