using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using System.Text.Json.Nodes;
using DicomGateway.Service.Configuration;
using DicomGateway.Service.Tests.Api;
using DicomGateway.Testing;

namespace DicomGateway.Service.Tests.Web;

/// <summary>The console over TLS, as a browser gets it; and what is refused without.</summary>
[TestFixture]
internal sealed class ConsoleTlsTests
{
    private const string Password = "three tall wooden ships";

    private TestAuthority? _authority;
    private (string Certificate, string Key) _own;

    [TearDown]
    public void Forget() => _authority?.Dispose();

    [Test]
    public async Task Session_over_tls_hangs_on_a_cookie_that_is_bound_to_host_and_tls()
    {
        await using var node = await RunningNode.StartAsync(Secure);
        using var http = Browser(node);
        using var entered = await SetUpAsync(node, http, "https://");
        var cookie = entered.Headers.GetValues("Set-Cookie").Single();
        Assert.That(cookie, Does.StartWith("__Host-dicom-gateway=").And.Not.Contains("domain"));
        Assert.That(cookie.Split("; ").Skip(1).Select(part => part.ToLowerInvariant()), Is.EquivalentTo(new[] { "path=/", "secure", "samesite=strict", "httponly" }));

        var secret = cookie.Split('=', ';')[1];
        Assert.That((await GetAsync(http, "/studies", $"__Host-dicom-gateway={secret}")).StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((await GetAsync(http, "/studies", $"dicom-gateway={secret}")).StatusCode, Is.EqualTo(HttpStatusCode.Redirect), "another page of this host could have set it");
        using var theme = await http.PostAsync(new Uri("/theme", UriKind.Relative), new FormUrlEncodedContent([new("theme", "dark")]));
        Assert.That(theme.Headers.GetValues("Set-Cookie").Single(), Does.Contain("secure").And.Contain("httponly"));
    }

    [TestCase("/sign-in")]
    [TestCase("/studies")]
    [TestCase("/nothing")]
    [TestCase("/api/v1/studies")]
    public async Task Every_answer_tells_the_browser_what_it_must_not_do(string path)
    {
        await using var node = await RunningNode.StartAsync(Secure);
        using var http = Browser(node);
        using var response = await GetAsync(http, path, null);
        string Header(string name) => string.Join("; ", response.Headers.GetValues(name));
        var policy = Header("Content-Security-Policy").Split("; ").ToDictionary(rule => rule.Split(' ')[0], rule => rule[(rule.IndexOf(' ', StringComparison.Ordinal) + 1)..]);
        Assert.Multiple(() =>
        {
            Assert.That(policy["default-src"], Is.EqualTo("'none'"));
            Assert.That((policy["script-src"], policy["style-src"], policy["frame-ancestors"], policy["base-uri"]), Is.EqualTo(("'self'", "'self'", "'none'", "'none'")));
            Assert.That(policy.Values, Has.None.Contains("unsafe").And.None.Contains("*"));
            Assert.That(Header("Strict-Transport-Security"), Is.EqualTo("max-age=31536000"));
            Assert.That((Header("X-Content-Type-Options"), Header("X-Frame-Options"), Header("Cache-Control")), Is.EqualTo(("nosniff", "DENY", "no-store")));
            Assert.That(response.Headers.Contains("Server"), Is.False);
        });
        Assert.That(await response.Content.ReadAsStringAsync(), Does.Not.Contain("<style").And.Not.Contain("style=").And.Not.Match("<script(?! src=)").And.Not.Match(@"\son[a-z]+="), "the policy would stop it");
    }

    [Test]
    public async Task Renewed_certificate_counts_at_the_next_connection_and_plain_http_gets_no_answer()
    {
        await using var node = await RunningNode.StartAsync(Secure);
        using (var plain = new HttpClient())
            Assert.That(async () => await plain.GetAsync(new Uri($"http://localhost:{node.ConsolePort}/sign-in")), Throws.InstanceOf<HttpRequestException>());
        var seen = new List<string>();
        using (var first = Browser(node, seen))
            await GetAsync(first, "/sign-in", null);
        var renewed = _authority!.Issue("renewed");
        File.Copy(renewed.Key, _own.Key, overwrite: true);
        File.Copy(renewed.Certificate, _own.Certificate, overwrite: true);
        File.SetLastWriteTimeUtc(_own.Certificate, DateTime.UtcNow.AddSeconds(5));
        using (var second = Browser(node, seen))
            await GetAsync(second, "/sign-in", null);
        Assert.That(seen, Is.EqualTo(new[] { "CN=console", "CN=renewed" }));
    }

    [Test]
    public async Task Behind_a_proxy_that_adds_tls_the_cookie_and_the_forms_are_those_of_the_public_address()
    {
        await using var node = await RunningNode.StartAsync((configuration, _) => configuration["listeners"]!["console"]!["publicAddress"] = "https://gateway.example.org");
        using var http = node.AtConsole();
        http.DefaultRequestHeaders.Add("Origin", "https://gateway.example.org");
        using var entered = await SetUpAsync(node, http, "https://gateway.example.org/");
        Assert.That(entered.Headers.GetValues("Set-Cookie").Single(), Does.StartWith("__Host-").And.Contain("secure"));
        Assert.That(entered.Headers.GetValues("Strict-Transport-Security"), Is.Not.Empty);
    }

    [Test]
    public async Task On_plain_loopback_the_cookie_claims_no_tls()
    {
        await using var node = await RunningNode.StartAsync();
        using var http = node.AtConsole();
        using var entered = await SetUpAsync(node, http, "http://localhost:");
        Assert.That(entered.Headers.GetValues("Set-Cookie").Single(), Does.StartWith("dicom-gateway=").And.Contain("samesite=strict").And.Contain("httponly").And.Not.Contain("secure"));
        Assert.That(entered.Headers.Contains("Strict-Transport-Security"), Is.False);
    }

    [TestCase("0.0.0.0", false, "", "$.listeners.console.address")]
    [TestCase("10.1.2.3", false, "", "$.listeners.console.address")]
    [TestCase("0.0.0.0", true, "allowPlainHttp", "")]
    [TestCase("127.0.0.1", true, "", "")]
    [TestCase("::1", false, "", "")]
    public void Console_for_other_machines_without_tls_is_refused_unless_it_is_insisted_on(string address, bool insists, string warning, string error)
    {
        var folder = Directory.CreateTempSubdirectory("console-");
        try
        {
            var file = Path.Combine(folder.CreateSubdirectory("config").FullName, "gateway.json");
            File.WriteAllText(
                file,
                $$"""{ "keyFile": "../keys/k.json", "dataFolder": "../data", "listeners": { "dicom": { "port": 0 }, "console": { "address": "{{address}}", "port": 1, "allowPlainHttp": {{(insists ? "true" : "false")}} } } }""");
            if (error.Length > 0)
                Assert.That(() => ConfigurationLoader.Load(file, null), Throws.TypeOf<ConfigurationException>().With.Property("Errors").One.Property("Path").EqualTo(error));
            else
                Assert.That(string.Join(' ', ConfigurationLoader.Load(file, null).Warnings), warning.Length == 0 ? Is.Empty : Does.Contain(warning).And.Contain(address));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private void Secure(JsonObject configuration, string folder)
    {
        _authority = new TestAuthority(folder, "hospital");
        _own = _authority.Issue("console");
        configuration["listeners"]!["console"]!["certificate"] = _own.Certificate;
        configuration["listeners"]!["console"]!["privateKey"] = _own.Key;
    }

    /// <summary>Makes the first administrator by a link of the socket.</summary>
    private static async Task<HttpResponseMessage> SetUpAsync(RunningNode node, HttpClient http, string address)
    {
        using var socket = node.AtSocket();
        using var made = await socket.PostAsync(new Uri("api/v1/setup-link", UriKind.Relative), null);
        var link = (await made.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("link").GetString()!;
        Assert.That(link, Does.StartWith(address));
        var form = new Dictionary<string, string> { ["secret"] = link.Split('/')[^1], ["name"] = "anna", ["password"] = Password, ["again"] = Password };
        var entered = await http.PostAsync(new Uri("/set-up", UriKind.Relative), new FormUrlEncodedContent(form));
        Assert.That(entered.StatusCode, Is.EqualTo(HttpStatusCode.Redirect), await entered.Content.ReadAsStringAsync());
        return entered;
    }

    private static async Task<HttpResponseMessage> GetAsync(HttpClient http, string path, string? cookie)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (cookie is not null)
            request.Headers.Add("Cookie", cookie);
        return await http.SendAsync(request);
    }

    /// <summary>Trusts the test's authority and nobody else.</summary>
    private HttpClient Browser(RunningNode node, List<string>? seen = null)
    {
        var trusted = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        trusted.CustomTrustStore.Add(X509CertificateLoader.LoadCertificateFromFile(_authority!.RootPath));
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false };
        handler.SslOptions.CertificateChainPolicy = trusted;
        handler.SslOptions.RemoteCertificateValidationCallback = (_, certificate, _, errors) =>
        {
            seen?.Add(certificate!.Subject);
            return errors == System.Net.Security.SslPolicyErrors.None;
        };
        return new HttpClient(handler) { BaseAddress = new Uri($"https://localhost:{node.ConsolePort}") };
    }
}
