using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using DicomGateway.Network.Transport;
using DicomGateway.Service.Api;
using DicomGateway.Service.Control;
using DicomGateway.Service.Holds;
using DicomGateway.Service.Phantom;
using DicomGateway.Service.Sending;
using DicomGateway.Service.Tests.Api;
using DicomGateway.Transfer.Records;
using DicomGateway.Transfer.Records.Holds;
using Microsoft.Extensions.DependencyInjection;

namespace DicomGateway.Service.Tests.Holds;

/// <summary>Who may release what: over the findings, through the API and through the console.</summary>
[TestFixture]
internal sealed class HoldDecisionTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [TestCase(null, "pixels.ultrasound", "")]
    [TestCase(null, "pixels.ultrasound pixels.burned-in", "")]
    [TestCase(null, "pixels.ultrasound leak.value", "leak.value")]
    [TestCase(null, "completeness.gap", "completeness.gap")]
    [TestCase("", "pixels.ultrasound", "pixels.ultrasound")]
    [TestCase("completeness.*", "completeness.gap", "")]
    [TestCase("completeness.*", "completeness.gap pixels.ultrasound", "pixels.ultrasound")]
    [TestCase("pixels.* leak.value", "pixels.ultrasound leak.value leak.bytes", "leak.bytes")]
    public async Task Operator_releases_what_the_project_lets_operators_release_and_an_administrator_everything(string? allowed, string codes, string barring)
    {
        await using var node = await StartAsync(allowed);
        var decisions = node.App.Services.GetRequiredService<HoldDecisions>();
        var hold = Hold("trial", codes);
        Assert.Multiple(() =>
        {
            Assert.That(decisions.FindBarring(ApiUser.OfAccount("olga", ApiRole.ResearchOperator), hold), Is.EqualTo(barring.Split(' ', StringSplitOptions.RemoveEmptyEntries)));
            Assert.That(decisions.FindBarring(ApiUser.OfAccount("anna", ApiRole.Administrator), hold), Is.Empty);
            Assert.That(decisions.FindBarring(ApiUser.OfAccount("olga", ApiRole.ResearchOperator), Hold("vanished", codes)), Is.Not.Empty, "nobody has said what its operators may do");
        });
    }

    [Test]
    public async Task Operator_is_refused_by_api_and_console_where_an_administrator_is_not_and_the_audit_names_who_it_was()
    {
        await using var node = await StartAsync("");
        var id = await HeldAsync(node);
        using var operators = node.AtConsole(ApiRole.ResearchOperator, "olga");
        using var refused = await operators.PostAsJsonAsync(new Uri($"api/v1/holds/{id}/release", UriKind.Relative), new DecisionRequest("looked at it"));
        Assert.That(refused.StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That((await refused.Content.ReadFromJsonAsync<ApiProblem>(ApiJson.Options))!.What, Does.Contain("administrator").And.Contain("pixels."));
        var page = await operators.GetStringAsync(new Uri("held", UriKind.Relative));
        Assert.That(page, Does.Contain("Releasing takes an administrator, for pixels.").And.Not.Contain("value=\"release\"").And.Contain("value=\"reject\""));
        using var forced = await operators.PostAsync(new Uri($"held/{id}", UriKind.Relative), Form("release"));
        Assert.That(forced.StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That((await node.Node.Records.Studies.FindAsync(id, default))!.State, Is.EqualTo(Transfer.Records.States.StudyState.Held));

        using var administrators = node.AtConsole(ApiRole.Administrator);
        using var released = await administrators.PostAsync(new Uri($"held/{id}", UriKind.Relative), Form("release"));
        Assert.That(released.StatusCode, Is.EqualTo(HttpStatusCode.Redirect));
        var hold = (await node.Node.Records.Holds.ListAsync(id, default))[0];
        Assert.That((hold.Decision.ToString(), hold.DecidedBy, hold.Why), Is.EqualTo(("Released", "account anna", "looked at it")));
    }

    [Test]
    public async Task Operator_releases_by_default_what_the_project_could_let_through_unseen()
    {
        await using var node = await StartAsync(null);
        var id = await HeldAsync(node);
        using var operators = node.AtConsole(ApiRole.ResearchOperator, "olga");
        Assert.That(await operators.GetStringAsync(new Uri($"studies/{id}", UriKind.Relative)), Does.Contain("value=\"release\""));
        using var reasonless = await operators.PostAsJsonAsync(new Uri($"api/v1/holds/{id}/release", UriKind.Relative), new DecisionRequest(" "));
        Assert.That(reasonless.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        using var released = await operators.PostAsJsonAsync(new Uri($"api/v1/holds/{id}/release", UriKind.Relative), new DecisionRequest("looked at it"));
        Assert.That(released.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((await node.Node.Records.Holds.ListAsync(id, default))[0].DecidedBy, Is.EqualTo("account olga"));
        using var late = await operators.PostAsJsonAsync(new Uri($"api/v1/holds/{id + 1}/release", UriKind.Relative), new DecisionRequest("looked at it"));
        Assert.That(late.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }

    private static Task<RunningNode> StartAsync(string? allowed) => RunningNode.StartAsync((configuration, _) =>
    {
        var project = configuration["projects"]![0]!;
        project["assemblyIdle"] = "1s";
        if (allowed is not null)
            project["operatorsRelease"] = new JsonArray([.. allowed.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(code => JsonValue.Create(code))]);
        configuration["peers"] = new JsonArray(new JsonObject { ["aeTitle"] = "SENDER", ["addresses"] = new JsonArray("127.0.0.0/8") });
    });

    private static FormUrlEncodedContent Form(string decision) => new(new Dictionary<string, string> { ["decision"] = decision, ["why"] = "looked at it" });

    private static HoldRecord Hold(string project, string codes) => new()
    {
        HoldId = 1,
        StudyId = 1,
        Project = project,
        Revision = 1,
        Stage = "deidentification",
        Since = DateTimeOffset.UnixEpoch,
        Findings = [new FindingRecord("x", "note.only", FindingSeverity.Note, null, "A note."), .. codes.Split(' ').Select(code => new FindingRecord("x", code, FindingSeverity.Hold, null, "A finding."))],
    };

    /// <summary>Sends an ultrasound study, which is held for what may stand in its pixels.</summary>
    private static async Task<long> HeldAsync(RunningNode node)
    {
        var made = PhantomGenerator.Generate(Path.Combine(node.Folder, "phantom"), new PhantomOptions { Studies = 4, Slices = 1, Matrix = 32 }, default);
        var items = made.Studies.Single(study => study.Modality == "US").Files.Select(SendFiles.Read).OfType<SendItem>().ToList();
        var options = new DicomClientOptions { Host = "127.0.0.1", Port = node.Node.EndPoints[0].Port, CallingAeTitle = "SENDER", CalledAeTitle = "TRIAL" };
        await new Sender(options, 1, result => Assert.That(result.IsStored, Is.True, result.Text)).SendAsync(items, default);
        using var limit = new CancellationTokenSource(Patience);
        while (true)
        {
            var change = node.Node.Records.NextChange(RecordsChange.State);
            if (await node.Node.Records.Holds.ListOpenAsync(null, 10, default) is [var hold])
                return hold.StudyId;
            await change.WaitAsync(limit.Token);
        }
    }
}
