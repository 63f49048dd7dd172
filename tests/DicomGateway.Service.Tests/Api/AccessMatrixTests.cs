using System.Net;
using System.Text.RegularExpressions;
using DicomGateway.Service.Api;
using DicomGateway.Testing.Faults;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace DicomGateway.Service.Tests.Api;

/// <summary>
/// Every endpoint through every door by everybody. Who may reach what stands in access.approved.txt, for a reviewer to read; after a change that is
/// meant: DICOMGATEWAY_APPROVE=1 dotnet test tests/DicomGateway.Service.Tests --filter AccessMatrix
/// </summary>
[TestFixture]
internal sealed partial class AccessMatrixTests
{
    /// <summary>Stands in the endpoint's place: nothing is carried out, whatever is let through.</summary>
    private const int Reached = 299;

    private static readonly string Approved = Path.Combine(ProofFolder.Repository, "tests", "DicomGateway.Service.Tests", "Api", "access.approved.txt");

    private RunningNode _node = null!;

    [OneTimeSetUp]
    public async Task Start() => _node = await RunningNode.StartAsync(shape: app => app.Use((HttpContext http, RequestDelegate _) =>
    {
        http.Response.StatusCode = Reached;
        return Task.CompletedTask;
    }));

    [OneTimeTearDown]
    public async Task Stop() => await _node.DisposeAsync();

    [Test]
    public void Every_endpoint_says_who_may_reach_it_and_that_is_the_approved_list()
    {
        var lines = Endpoints().Select(endpoint => $"{endpoint.Method,-6} {endpoint.Route}  {Describe(endpoint.Access)}").Order(StringComparer.Ordinal).ToList();
        Assert.That(lines, Has.None.EndsWith("nobody"), "an endpoint without Access is not reached at all: it was forgotten");
        if (Environment.GetEnvironmentVariable("DICOMGATEWAY_APPROVE") == "1")
            File.WriteAllText(Approved, string.Join('\n', lines) + "\n");
        var approved = File.ReadAllLines(Approved);
        Assert.That(
            lines.Except(approved).Select(line => "new: " + line).Concat(approved.Except(lines).Select(line => "gone: " + line)),
            Is.Empty,
            "If the change is meant: DICOMGATEWAY_APPROVE=1 dotnet test tests/DicomGateway.Service.Tests --filter AccessMatrix");
    }

    [TestCase(Door.Control, ApiRole.Administrator)]
    [TestCase(Door.Health, ApiRole.None)]
    [TestCase(Door.Console, ApiRole.None)]
    [TestCase(Door.Console, ApiRole.ResearchOperator)]
    [TestCase(Door.Console, ApiRole.Administrator)]
    public async Task Everybody_gets_exactly_what_the_list_says(Door door, ApiRole role)
    {
        using var http = door switch { Door.Control => _node.AtSocket(), Door.Health => _node.AtHealth(), _ => _node.AtConsole(role) };
        var wrong = new List<string>();
        foreach (var endpoint in Endpoints())
        {
            using var request = new HttpRequestMessage(new HttpMethod(endpoint.Method), Address(endpoint.Route));
            using var response = await http.SendAsync(request);
            var expected = Expected(endpoint, door, role);
            if ((int)response.StatusCode != expected)
                wrong.Add($"{endpoint.Method} {endpoint.Route}: {(int)response.StatusCode} instead of {expected}");
            if (expected == (int)HttpStatusCode.Redirect && response.Headers.Location?.OriginalString != "/sign-in")
                wrong.Add($"{endpoint.Method} {endpoint.Route}: goes to {response.Headers.Location}");
        }

        Assert.That(wrong, Is.Empty, $"through {door} by {role}");
    }

    [Test]
    public async Task What_no_endpoint_stands_for_is_not_there_through_any_door()
    {
        foreach (var http in new[] { _node.AtSocket(), _node.AtHealth(), _node.AtConsole(ApiRole.Administrator) })
        {
            using (http)
            using (var response = await http.GetAsync(new Uri("nothing", UriKind.Relative)))
                Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        }
    }

    [Test]
    public async Task Nothing_that_writes_is_reached_from_another_site_or_without_the_token_of_the_session()
    {
        var (cookie, token) = _node.SignIn(ApiRole.Administrator);
        var (_, ofOther) = _node.SignIn(ApiRole.Administrator, "bert");
        var own = $"http://127.0.0.1:{_node.ConsolePort}";
        (string Name, string? Value)[][] forged =
        [
            [],
            [("X-Form-Token", "")],
            [("X-Form-Token", ofOther)],
            [("X-Form-Token", token), ("Origin", "http://elsewhere.example.org")],
            [("X-Form-Token", token), ("Origin", "null")],
            [("X-Form-Token", token), ("Origin", own), ("Sec-Fetch-Site", "cross-site")],
            [("X-Form-Token", token), ("Origin", own), ("Sec-Fetch-Site", "same-site")],
        ];
        using var http = _node.AtConsole();
        foreach (var endpoint in Endpoints().Where(endpoint => endpoint.Method != "GET" && endpoint.Access!.Doors.HasFlag(Door.Console)))
        {
            foreach (var headers in forged.Append([("X-Form-Token", token), ("Origin", own), ("Sec-Fetch-Site", "same-origin")]))
            {
                using var request = new HttpRequestMessage(new HttpMethod(endpoint.Method), Address(endpoint.Route));
                request.Headers.Add("Cookie", cookie);
                foreach (var (name, value) in headers)
                    request.Headers.TryAddWithoutValidation(name, value);
                using var response = await http.SendAsync(request);
                var expected = headers.Length == 3 && headers[2].Value == "same-origin" ? Reached : (int)HttpStatusCode.Forbidden;
                Assert.That((int)response.StatusCode, Is.EqualTo(expected), $"{endpoint.Method} {endpoint.Route} with {string.Join(", ", headers)}");
            }
        }
    }

    [Test]
    public void Every_form_that_writes_carries_the_token()
    {
        var pages = Directory.EnumerateFiles(Path.Combine(ProofFolder.Repository, "src", "DicomGateway.Service", "Web"), "*.razor", SearchOption.AllDirectories).ToList();
        var forms = pages.SelectMany(page => Form().Matches(File.ReadAllText(page)).Select(form => (Page: Path.GetFileName(page), Text: form.Value))).ToList();
        Assert.That(forms, Has.Count.GreaterThan(10));

        // Before anybody has signed in there is no session that a form could misuse.
        var bare = forms.Where(form => !form.Text.Contains("<FormGuard", StringComparison.Ordinal)).Select(form => form.Page).Distinct();
        Assert.That(bare, Is.SubsetOf(new[] { "SignInPage.razor", "SetUpPage.razor" }));
    }

    private static int Expected(Endpoint endpoint, Door door, ApiRole role)
    {
        if (!endpoint.Access!.Doors.HasFlag(door))
            return (int)HttpStatusCode.NotFound;
        if (role >= endpoint.Access.Role)
            return Reached;
        if (role != ApiRole.None)
            return (int)HttpStatusCode.Forbidden;
        return (int)(endpoint.Route.StartsWith(ApiEndpoints.Root, StringComparison.Ordinal) ? HttpStatusCode.Unauthorized : HttpStatusCode.Redirect);
    }

    private List<Endpoint> Endpoints() =>
        [.. _node.App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().SelectMany(endpoint =>
            (endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["ANY"]).Select(method => new Endpoint(
                method, "/" + endpoint.RoutePattern.RawText!.TrimStart('/'), endpoint.Metadata.GetMetadata<Access>())))];

    private static Uri Address(string route) => new(
        Value().Replace(route, match => match.Value.Contains(":long", StringComparison.Ordinal) || match.Value.Contains(":int", StringComparison.Ordinal) ? "1" : "x"),
        UriKind.Relative);

    private static string Describe(Access? access) => access is null ? "nobody" : $"{access.Role}  {access.Doors}";

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Value();

    [GeneratedRegex("""<form\b[^>]*method="post".*?</form>""", RegexOptions.Singleline)]
    private static partial Regex Form();

    private sealed record Endpoint(string Method, string Route, Access? Access);
}
