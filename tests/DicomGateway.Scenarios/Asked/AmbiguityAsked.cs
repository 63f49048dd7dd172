using System.Text.Json;
using System.Text.Json.Nodes;
using DicomGateway.Dicom.Data;
using DicomGateway.Scenarios.Peers;
using DicomGateway.Testing.Faults;

namespace DicomGateway.Scenarios.Asked;

/// <summary>What users of such gateways ask for, by its number in the list of the design: lists of accession numbers that mean more or less than one study.</summary>
[TestFixture]
internal sealed class AmbiguityAsked
{
    private const string Criteria = "name: wanted\npacs: dcmqrscp\nlist: { accession: Accession }\n";

    /// <summary>Accession numbers by study: two studies under one, the same digits without zeros, and one whose asterisk is meant as such.</summary>
    private static readonly string[] Accessions = ["00123", "00123", "123", "AB*12", "ABC12", "ABCD12", "777"];

    // Each line is a row as a spreadsheet would write it; lines 6 and 7 ask for what lines 2 and 4 ask for already.
    private static readonly string[] Rows = ["Accession;Who", "00123;a", "123;b", "AB*12;c", "0404;d", " 00123 ;e", "\"AB*12\";f", ";", "*;g"];

    [Test]
    [Description("Item 9: rows folded, wildcards escaped, exact match on return, all candidate studies shown, leading zeros kept")]
    public async Task Item_09_accession_that_is_ambiguous_is_shown_as_such_and_no_study_is_dropped()
    {
        Dcmtk.Require("dcmqrscp", "dcmqridx");
        using var folder = ProofFolder.Make("asked9-pacs");
        await FillAsync(folder.Combine("held"), folder.Combine("index"));
        await using var pacs = await DcmQrScp.StartAsync(folder.Combine("index"));
        await using var node = new NodeUnderTest("asked9", configuration => configuration["pacs"] = new JsonArray(new JsonObject
        {
            ["name"] = "dcmqrscp",
            ["host"] = "127.0.0.1",
            ["port"] = pacs.Port,
            ["calledAeTitle"] = DcmQrScp.AeTitle,
            ["callingAeTitle"] = "TRIAL",
        }));
        await node.StartAsync();
        var (criteria, list) = (folder.Combine("wanted.yaml"), folder.Combine("wanted.csv"));
        await File.WriteAllTextAsync(criteria, Criteria);
        await File.WriteAllLinesAsync(list, Rows);

        var shown = await RunAsync(node, "cohort", "preview", criteria, "--list", list);
        var frozen = JsonDocument.Parse(await RunAsync(node, "cohort", "freeze", "wanted", "--why", "scenario", "--json")).RootElement.GetProperty("tally");
        var export = folder.Combine("wanted.jsonl");
        await RunAsync(node, "cohort", "export", "wanted", "1", "--out", export);
        var found = (await File.ReadAllLinesAsync(export)).Where(line => line.StartsWith("{\"row\"", StringComparison.Ordinal)).Select(Found).ToList();
        var table = folder.Combine("wanted-attrition.csv");
        await RunAsync(node, "cohort", "report", "wanted", "--version", "1", "--out", table);
        Assert.Multiple(async () =>
        {
            Assert.That(shown, Does.Contain("Line 2: FoundSeveral (2 studies)"), "several studies under one accession number are shown as such");
            Assert.That(shown, Does.Contain("Line 5: NotFound"));
            Assert.That(shown, Does.Contain("Line 6: Repeated Asks for the same as line 2.").And.Contain("Line 7: Repeated Asks for the same as line 4."));
            Assert.That(shown, Does.Contain("Line 9: Malformed"), "a row of nothing but a wildcard would ask for everything");
            Assert.That(found.Where(study => study.LeftOut is null).Select(study => (study.Accession, study.Line)), Is.EquivalentTo(new (string, int?)[]
            {
                ("00123", 2), ("00123", 2), ("123", 3), ("AB*12", 4),
            }), "none of several is dropped, zeros count, and an asterisk is an asterisk");
            Assert.That(found.Where(study => study.LeftOut is not null).Select(study => (study.Accession, study.LeftOut)), Is.EquivalentTo(new[]
            {
                ("ABC12", "list.no-row"), ("ABCD12", "list.no-row"),
            }), "what the PACS took the asterisk for is told, with its reason");
            Assert.That(frozen.GetProperty("balances").GetBoolean(), Is.True);
            Assert.That((await File.ReadAllTextAsync(table)).Split('\n').Count(line => line.Contains("list.no-row", StringComparison.Ordinal)), Is.EqualTo(2));
        });
    }

    private static async Task FillAsync(string held, string index)
    {
        for (var study = 1; study <= Accessions.Length; study++)
        {
            var accession = Accessions[study - 1];
            CanaryFiles.Write(held, study, 1, change: instance => instance.AddOrUpdate(DicomTag.AccessionNumber, accession));
        }

        foreach (var file in Directory.GetFiles(held))
            Assert.That(await DcmQrScp.TryIndexAsync(index, file), Is.True, Path.GetFileName(file));
    }

    private static async Task<string> RunAsync(NodeUnderTest node, params string[] arguments)
    {
        var (status, output, error) = await node.CommandAsync(arguments);
        Assert.That(status, Is.Zero, $"{string.Join(' ', arguments)}: {output}{error}");
        return output;
    }

    private static (string Accession, int? Line, string? LeftOut) Found(string line)
    {
        var study = JsonNode.Parse(line)!.AsObject();
        return (study["accession"]!.GetValue<string>(), study["line"]?.GetValue<int>(), study["leftOut"]?.GetValue<string>());
    }
}
