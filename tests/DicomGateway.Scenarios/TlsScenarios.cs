using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using DicomGateway.Scenarios.Peers;
using DicomGateway.Testing;
using DicomGateway.Testing.Faults;
using DicomGateway.Testing.Faults.Machine;

namespace DicomGateway.Scenarios;

/// <summary>TLS with DCMTK at both ends, certificates bound to the AE title.</summary>
[TestFixture]
internal sealed class TlsScenarios
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Test]
    public async Task Study_travels_over_tls_from_and_to_dcmtk()
    {
        Dcmtk.Require("storescu", "storescp", "echoscu");
        using var folder = ProofFolder.Make("tls");
        using var hospital = new TestAuthority(folder.Path, "hospital");
        using var stranger = new TestAuthority(folder.Path, "stranger");
        var (pacs, rogue, own, archiveIdentity) = (hospital.Issue("pacs"), stranger.Issue("rogue"), hospital.Issue("node"), hospital.Issue("archive"));
        var colleague = hospital.Issue("colleague");
        await using var archive = await StoreScp.StartAsync(
            folder.Combine("archive"), null, "+tls", archiveIdentity.Key, archiveIdentity.Certificate, "+cf", hospital.RootPath, "-rc");
        var tlsPort = GatewayProcess.FreePort();
        await using var node = new NodeUnderTest("tls-node", c => Configure(c, tlsPort, archive.Port, own, pacs, hospital.RootPath));
        await node.StartAsync();
        CanaryFiles.Write(folder.Combine("in"), 1, 2);

        Assert.That((await EchoAsync(tlsPort, stranger.RootPath, rogue)).Status, Is.Not.Zero, "a certificate of another authority");
        Assert.That((await EchoAsync(tlsPort, hospital.RootPath, colleague)).Status, Is.Not.Zero, "a good certificate of somebody else");
        Assert.That((await EchoAsync(node.DicomPort, hospital.RootPath, null)).Status, Is.Not.Zero, "without TLS where the peer is known by its certificate");
        var sent = await Dcmtk.StoreScuAsync(tlsPort, "TRIAL", folder.Combine("in"), "+tls", pacs.Key, pacs.Certificate, "+cf", hospital.RootPath);
        Assert.That(sent.Status, Is.Zero, sent.Output + sent.Error + await node.ReadOutputAsync());
        Assert.That(await node.SettledStatesAsync(1, Patience), Is.All.EqualTo("Forwarded"), await node.ReadOutputAsync());
        Assert.That(archive.Files, Has.Count.EqualTo(2));
    }

    private static void Configure(JsonObject configuration, int tlsPort, int archivePort, (string Certificate, string Key) own, (string Certificate, string Key) pacs, string root)
    {
        configuration["listeners"]!["tls"] = new JsonObject { ["port"] = tlsPort, ["certificate"] = own.Certificate, ["privateKey"] = own.Key, ["clientAuthorities"] = root };
        configuration.AddArchive(archivePort, "ARCHIVE", new JsonObject { ["authorities"] = root, ["certificate"] = own.Certificate, ["privateKey"] = own.Key });
        using var certificate = X509CertificateLoader.LoadCertificateFromFile(pacs.Certificate);
        configuration["peers"] = new JsonArray(new JsonObject { ["aeTitle"] = "SENDER", ["certificateThumbprints"] = new JsonArray(certificate.GetCertHashString(HashAlgorithmName.SHA256)) });
    }

    private static Task<(int Status, string Output, string Error)> EchoAsync(int port, string root, (string Certificate, string Key)? identity)
    {
        string[] tls = identity is { } given ? ["+tls", given.Key, given.Certificate, "+cf", root] : [];
        return Tool.TryRunAsync("echoscu", [.. tls, "-aet", "SENDER", "-aec", "TRIAL", "localhost", port.ToString(CultureInfo.InvariantCulture)]);
    }
}
