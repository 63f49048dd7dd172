using System.Globalization;
using System.Text.Json;
using DicomGateway.Dicom.Data;
using DicomGateway.Scenarios.Asked;
using DicomGateway.Scenarios.Peers;
using DicomGateway.Service.StandIn.Scripting;

namespace DicomGateway.Scenarios.Jobs;

/// <summary>Rules of cohorts on what only the received headers tell: kept here, accounted for, and not sent.</summary>
internal sealed class ReceivedRuleScenarios
{
    private const string Creator = "QX TEST HEADER";

    private const string Rules =
        """
        rules:
          - id: low-kv
            level: series
            on: received
            exclude: { attribute: KVP, to: 100 }
            reason: Taken at 100 kV or less
          - id: protocol
            level: series
            on: received
            exclude: { attribute: RequestAttributesSequence/ScheduledProtocolCodeSequence/CodeValue, equals: [TEST, PHANTOM] }
          - id: vendor
            level: series
            on: received
            exclude: { attribute: '(0019,xx0C,"QX TEST HEADER",LO)', matches: '^reject' }
        """;

    [Test]
    public async Task Series_that_its_headers_leave_out_is_kept_with_its_reason_and_goes_on_for_others()
    {
        await using var hospital = await OpenAsync("received1", []);
        var cohort = await FreezeAsync(hospital, "strict", Rules);
        Assert.That(cohort, Does.Contain("low-kv, protocol, vendor"), "the preview says what it cannot count");
        await FreezeAsync(hospital, "lax", "");
        var (strict, lax) = (await StartAsync(hospital, "trial", "strict"), await StartAsync(hospital, "second", "lax"));
        Assert.That((await hospital.Node.EndedAsync(strict, Hospital.Patience)).State, Is.EqualTo("Done"));
        Assert.That((await hospital.Node.EndedAsync(lax, Hospital.Patience)).State, Is.EqualTo("Done"));

        await AssertStrictAsync(hospital, strict);
        Assert.That((await hospital.Node.ItemsAsync(lax)).Select(item => (item.State, item.Forwarded, item.Excluded)), Is.All.Matches<(string State, int Forwarded, int Excluded)>(
            item => item is { State: "Complete", Excluded: 0 }), "another project has no such rules");
        Assert.That(hospital.Archived, Is.EqualTo(4 + 12));
        await AssertReportsAsync(hospital, strict);
    }

    [Test]
    public async Task Killed_node_asks_the_rules_again_and_has_the_same_answer()
    {
        await using var hospital = await OpenAsync("received2", [new() { On = StandInOperation.Move, Do = Misbehaviour.Slow, Time = TimeSpan.FromMilliseconds(60) }]);
        await FreezeAsync(hospital, "strict", Rules);
        var job = await StartAsync(hospital, "trial", "strict");
        for (var kill = 1; kill <= 3; kill++)
        {
            var sent = kill * 3;
            await Eventually.TrueAsync($"{sent} instances were sent", Hospital.Patience, () => Task.FromResult(hospital.Journal.Count(entry => entry.Event == "sent") >= sent));
            await hospital.Node.KillAsync();
            await hospital.Node.StartAsync();
        }

        Assert.That((await hospital.Node.EndedAsync(job, Hospital.Patience)).State, Is.EqualTo("Done"));
        await AssertStrictAsync(hospital, job);
        Assert.That(hospital.Archived, Is.EqualTo(4));
    }

    [Test]
    public async Task Another_job_of_the_same_project_gets_what_one_has_left_out_and_nothing_is_sent_twice()
    {
        await using var hospital = await OpenAsync("received3", []);
        await FreezeAsync(hospital, "strict", Rules);
        await hospital.Node.EndedAsync(await StartAsync(hospital, "trial", "strict"), Hospital.Patience);
        Assert.That(hospital.Archived, Is.EqualTo(4));
        await FreezeAsync(hospital, "lax", "");
        var lax = await StartAsync(hospital, "trial", "lax");
        Assert.That((await hospital.Node.EndedAsync(lax, Hospital.Patience)).State, Is.EqualTo("Done"));
        Assert.That((await hospital.Node.ItemsAsync(lax)).Sum(item => item.Forwarded), Is.EqualTo(12));
        Assert.That(hospital.Archived, Is.EqualTo(12));

        // And the other way round: what has gone out cannot be called back, but the job with rules says what they leave out.
        var again = await StartAsync(hospital, "trial", "strict");
        Assert.That((await hospital.Node.EndedAsync(again, Hospital.Patience)).State, Is.EqualTo("Done"));
        await AssertStrictAsync(hospital, again);
        Assert.That(hospital.Archived, Is.EqualTo(12));
        Assert.That(await hospital.Node.RunAsync("check"), Does.Not.Contain("Ledger: project"));
    }

    private static async Task AssertStrictAsync(Hospital hospital, long job)
    {
        var items = (await hospital.Node.ItemsAsync(job)).OrderBy(item => item.Row).ToList();
        Assert.Multiple(() =>
        {
            Assert.That(items.Select(item => (item.State, item.Expected, item.Forwarded, item.Excluded)), Is.EqualTo(new (string, int?, int, int)[]
            {
                ("Complete", 5, 3, 2), ("Excluded", 4, 0, 4), ("Complete", 1, 1, 0), ("Excluded", 2, 0, 2),
            }));
            Assert.That(items[0].Reason, Does.Contain("2 of 5").And.Contain("excluded by rule low-kv"));
            Assert.That(items[1].Reason, Does.Contain("4 of 4").And.Contain("excluded by rule low-kv, protocol"));
            Assert.That(items[3].Reason, Does.Contain("excluded by rule vendor"));
        });
    }

    private static async Task AssertReportsAsync(Hospital hospital, long job)
    {
        var result = (await hospital.Node.RunAsync("job", "result", Text(job))).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Trim().Split(',')).ToList();
        var head = result[0].ToList();
        int Of(string[] line, string name) => int.Parse(line[head.IndexOf(name)], CultureInfo.InvariantCulture);
        foreach (var line in result.Skip(1))
            Assert.That(Of(line, "forwarded") + Of(line, "held") + Of(line, "rejected") + Of(line, "excluded"), Is.EqualTo(Of(line, "expected")), string.Join(',', line));
        var table = (await ReportAsync(hospital, "strict")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Trim().Split(',')).ToList();
        var series = table.Where(line => line[1].Length > 0).ToList();
        Assert.That(series, Has.Count.EqualTo(6), "every series found has a line");
        Assert.That(series.Where(line => line[7].Length > 0).Select(line => (line[7], line[^2])), Is.EquivalentTo(new[]
        {
            ("low-kv", "Excluded"), ("low-kv", "Excluded"), ("protocol", "Excluded"), ("vendor", "Excluded"),
        }));
        Assert.That(table.Where(line => line[1].Length == 0).Select(line => line[^2]), Is.EqualTo(new[] { "Complete", "Excluded", "Complete", "Excluded" }));
        Assert.That(await hospital.Node.RunAsync("check"), Does.Contain("left out"));
    }

    private static async Task<string> ReportAsync(Hospital hospital, string cohort)
    {
        var file = Path.Combine(hospital.Folder, cohort + ".csv");
        await hospital.Node.RunAsync("cohort", "report", cohort, "--version", "1", "--out", file);
        return await File.ReadAllTextAsync(file);
    }

    private static async Task<string> FreezeAsync(Hospital hospital, string name, string rules)
    {
        var file = Path.Combine(hospital.Folder, name + ".yaml");
        await File.WriteAllTextAsync(file, $"name: {name}\npacs: standin\nkeys: {{ PatientID: '*' }}\n{rules}\n");
        var preview = await hospital.Node.RunAsync("cohort", "preview", file);
        await hospital.Node.RunAsync("cohort", "freeze", name, "--why", "scenario");
        return preview;
    }

    private static async Task<long> StartAsync(Hospital hospital, string project, string cohort) => JsonDocument.Parse(await hospital.Node.RunAsync(
        "job", "create", "--project", project, "--pacs", "standin", "--cohort", cohort, "--version", "1", "--why", "scenario", "--run", "--json"))
        .RootElement.GetProperty("id").GetInt64();

    private static Task<Hospital> OpenAsync(string name, MisbehaviourRule[] rules) => Hospital.OpenAsync(name, Fill, rules, configuration =>
    {
        var second = configuration["projects"]![0]!.DeepClone().AsObject();
        (second["name"], second["aeTitles"]) = ("second", new System.Text.Json.Nodes.JsonArray("SECOND"));
        configuration["projects"]!.AsArray().Add(second);
    });

    /// <summary>Four studies: two series of which one goes; both series go, for two reasons; all stays; all goes by a private attribute.</summary>
    private static void Fill(string folder)
    {
        CanaryFiles.Write(folder, 1, 3);
        CanaryFiles.Write(folder, 1, 2, first: 4, change: instance => Series(instance, 3).AddOrUpdate(DicomTag.KVP, "80"));
        CanaryFiles.Write(folder, 2, 2, change: instance => instance.AddOrUpdate(DicomTag.KVP, "100"));
        CanaryFiles.Write(folder, 2, 2, first: 3, change: instance => Series(instance, 3).AddOrUpdate(new DicomSequence(
            DicomTag.RequestAttributesSequence,
            new DicomDataset().AddOrUpdate(new DicomSequence(DicomTag.ScheduledProtocolCodeSequence, new DicomDataset().AddOrUpdate(DicomTag.CodeValue, "PHANTOM"))))));
        CanaryFiles.Write(folder, 3, 1);
        CanaryFiles.Write(folder, 4, 2, change: instance => instance.AddOrUpdate(instance.ReservePrivateTag(0x0019, Creator, 0x0C), DicomVR.LO, "rejected by the console"));
    }

    private static DicomDataset Series(DicomDataset instance, int number) =>
        instance.AddOrUpdate(DicomTag.SeriesInstanceUID, string.Create(CultureInfo.InvariantCulture, $"{instance.GetString(DicomTag.StudyInstanceUID)}.{number}"))
            .AddOrUpdate(DicomTag.SeriesNumber, number.ToString(CultureInfo.InvariantCulture));

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
