using System.Security.Cryptography.X509Certificates;
using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Files;
using DicomGateway.Network.Transport;
using DicomGateway.Testing;
using DicomGateway.Transfer.Forwarding.Stow;
using DicomGateway.Transfer.Records.States;
using DicomGateway.Transfer.Tests.Way;

namespace DicomGateway.Transfer.Tests.Forwarding.Stow;

/// <summary>The whole way to a DICOMweb server.</summary>
[TestFixture]
internal sealed class StowTests
{
    [Test]
    public async Task Study_arrives_in_requests_that_are_bounded_by_bytes()
    {
        await using var server = await StowServer.StartAsync();
        await using var node = await StartAsync(server, options => options with { RequestBytes = 8000, Requests = 1, Token = () => "secret" });
        await node.SendAsync(0, 12);
        await node.UntilStateAsync(StudyState.Forwarded);

        Assert.That(server.Parts, Has.Count.EqualTo(12));
        Assert.That(server.Requests, Is.GreaterThan(1));
        Assert.That(server.Authorizations, Is.All.EqualTo("Bearer secret"));
        var uids = server.Parts.Select(part => DicomFile.Open(new MemoryStream(part)).Dataset.GetString(DicomTag.SOPInstanceUID)).ToList();
        var delivered = await node.Records.Deliveries.ListAsync((await node.StudiesAsync()).Single().StudyId, CancellationToken.None);
        Assert.That(uids, Is.EquivalentTo(delivered.Select(one => one.SopInstanceUid)));
    }

    [TestCase("application/dicom+json")]
    [TestCase("application/dicom+xml")]
    public async Task Failure_of_one_instance_holds_the_study_and_a_warning_is_kept(string mediaType)
    {
        await using var server = await StowServer.StartAsync();
        server.Answer = (_, parts, _) =>
        {
            var uids = parts.Select(part => DicomFile.Open(new MemoryStream(part)).Dataset.GetString(DicomTag.SOPInstanceUID)).ToList();
            return (202, mediaType, mediaType.EndsWith("xml", StringComparison.Ordinal) ? StowBodies.Xml(uids) : StowBodies.Json(uids));
        };
        await using var node = await StartAsync(server);
        await node.SendAsync(0, 3);
        await node.UntilStateAsync(StudyState.Held);

        var delivered = await node.Records.Deliveries.ListAsync((await node.StudiesAsync()).Single().StudyId, CancellationToken.None);
        Assert.That(delivered.Select(one => (one.State, one.Status)), Is.EquivalentTo(new (DeliveryState, ushort?)[]
        {
            (DeliveryState.Failed, 0x0122), (DeliveryState.Warning, 0xB000), (DeliveryState.Sent, 0),
        }));
    }

    [Test]
    public async Task Server_that_wants_a_pause_is_left_alone_and_gets_everything_then()
    {
        await using var server = await StowServer.StartAsync();
        server.Answer = (number, _, http) =>
        {
            http.Response.Headers.RetryAfter = "120";
            return (number <= 1 ? 503 : number == 2 ? 429 : 200, null, "");
        };
        await using var node = await StartAsync(server, options => options with { Requests = 1 });
        await node.SendAsync(0, 2);
        await node.UntilAsync("it was asked once", () => Task.FromResult(server.Requests == 1));
        var at = node.Time.GetUtcNow();
        await node.UntilAsync("it is asked again", () => Task.FromResult(server.Requests == 2));
        Assert.That(node.Time.GetUtcNow() - at, Is.GreaterThan(TimeSpan.FromSeconds(110)));
        await node.UntilStateAsync(StudyState.Forwarded, TimeSpan.FromSeconds(5));
    }

    [Test]
    public async Task Request_that_is_too_large_is_halved_until_only_the_instance_is_too_large()
    {
        await using var server = await StowServer.StartAsync();
        server.Answer = (_, parts, _) => (parts.Count > 2 ? 413 : 200, null, "");
        await using var node = await StartAsync(server);
        await node.SendAsync(0, 8);
        await node.UntilStateAsync(StudyState.Forwarded);
        Assert.That(server.Requests, Is.EqualTo(7), "8, 4 and 4, then four times 2");
    }

    [Test]
    public async Task Refused_token_blames_no_instance_and_a_new_one_needs_no_restart()
    {
        var token = "old";
        await using var server = await StowServer.StartAsync();
        server.Answer = (_, _, http) => (http.Request.Headers.Authorization == "Bearer new" ? 200 : 401, null, "");
        await using var node = await StartAsync(server, options => options with { Token = () => token });
        await node.SendAsync(0, 2);
        await node.UntilAsync("it is refused", () => Task.FromResult(node.Problems.Count > 0), TimeSpan.FromSeconds(5));
        token = "new";
        await node.UntilStateAsync(StudyState.Forwarded, TimeSpan.FromSeconds(5));
    }

    [Test]
    public async Task Server_is_believed_by_the_configured_roots_only_and_is_shown_our_certificate()
    {
        using var folder = new TestFolder();
        using var authority = new TestAuthority(folder.Path, "ours");
        using var other = new TestAuthority(folder.Path, "other");
        var (certificate, key) = authority.Issue("localhost");
        using var pair = X509Certificate2.CreateFromPemFile(certificate, key);
        await using var server = await StowServer.StartAsync(X509CertificateLoader.LoadPkcs12(pair.Export(X509ContentType.Pkcs12), null), wantsClient: true);
        string? shown = null;
        server.Answer = (_, _, http) =>
        {
            shown = http.Connection.ClientCertificate?.Subject;
            return (200, null, "");
        };
        var trusted = other;
        var identity = new TlsIdentity(pair, []);
        var tls = new TlsOptions { Identity = () => identity, TrustedRoots = () => [X509CertificateLoader.LoadCertificateFromFile(trusted.RootPath)], CheckServerName = false };
        await using var node = await StartAsync(server, options => options with { Tls = tls });

        // The certificates are of today.
        node.Time.Advance(TimeProvider.System.GetUtcNow() - node.Time.GetUtcNow());
        await node.SendAsync(0, 1);
        await node.UntilAsync("the stranger is not believed", () => Task.FromResult(node.Problems.Count > 0), TimeSpan.FromSeconds(5));
        Assert.That(server.Requests, Is.Zero);

        trusted = authority;
        await node.UntilStateAsync(StudyState.Forwarded, TimeSpan.FromSeconds(5));
        Assert.That(shown, Is.Not.Null);
    }

    private static Task<FlowNode> StartAsync(StowServer server, Func<StowOptions, StowOptions>? change = null) => FlowNode.StartAsync([], options => options with
    {
        StowServers = [(change ?? (same => same))(new StowOptions { Name = "web", BaseUrl = server.BaseUrl, ResponseTimeout = TimeSpan.FromDays(1) })],
        Projects = [.. options.Projects.Select(project => project with { Destinations = ["web"] })],
    });
}
