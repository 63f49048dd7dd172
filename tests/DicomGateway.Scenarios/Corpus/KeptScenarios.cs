using System.Globalization;
using System.Text.Json.Nodes;
using DicomGateway.Scenarios.Peers;
using DicomGateway.Testing.Faults;
using DicomGateway.Testing.Faults.Machine;

namespace DicomGateway.Scenarios.Corpus;

/// <summary>
/// What is kept is what came, for every file of the corpus. Files that share a SOP Instance UID go to different projects, each of which knows
/// nothing yet.
/// </summary>
[TestFixture]
[Category("Corpus")]
internal sealed class KeptScenarios
{
    [Test]
    public async Task Own_client_sends_every_instance_and_its_data_set_is_kept_byte_for_byte()
    {
        var files = CorpusFile.All();
        var rounds = CorpusFile.Rounds(files.Where(file => file.Item is not null));
        await using var node = new NodeUnderTest("kept-own", c => AddRounds(c, rounds.Count, "OWN"));
        await node.StartAsync();
        for (var round = 0; round < rounds.Count; round++)
        {
            var (status, output, error) = await Tool.TryRunAsync(
                GatewayProcess.Executable,
                ["send", $"localhost:{node.DicomPort}", .. rounds[round].Select(file => file.Path), "--aet", "SENDER", "--aec", AeTitle("OWN", round), "--json"]);
            Assert.That(status, Is.Zero, error + output);
        }

        Assert.That(await node.StopAsync(), Is.Zero);
        var kept = await KeptDatasets.ReadAsync(node);
        for (var round = 0; round < rounds.Count; round++)
        {
            var expected = rounds[round].Select(file => KeptDatasets.HashOfFile(file.Path)).ToList();
            Assert.That(kept[AeTitle("OWN", round)].Select(one => one.Hash), Is.EquivalentTo(expected), $"round {round}");
        }

        var sent = rounds.Sum(round => round.Count);
        TestContext.Out.WriteLine($"{files.Count} files; {sent} sent by the own client in {rounds.Count} rounds, all kept byte for byte; {files.Count - sent} cannot be sent:");
        foreach (var file in files.Where(file => file.Item is null))
            TestContext.Out.WriteLine($"  {file.Name}: {file.Reason}");
        Assert.That(sent, Is.GreaterThan(600));
    }

    /// <summary>DCMTK encodes anew what it sends, so storescp, which writes what comes bit for bit, is the witness of what that is.</summary>
    [TestCase("dcmsend", "-dn", "-nuc", "-nh")]
    [TestCase("storescu", "-R", "-nh")]
    public async Task Dcmtk_sends_and_the_gateway_keeps_the_bytes_that_storescp_keeps(string tool, params string[] options)
    {
        Dcmtk.Require(tool, "storescp");
        var files = CorpusFile.All().Where(file => file.Item is not null).ToList();
        var rounds = CorpusFile.Rounds(files);
        using var folder = ProofFolder.Make("kept-" + tool);
        await using var witness = await StoreScp.StartAsync(folder.Combine("witness"), null, "--unique-filenames");
        await using var node = new NodeUnderTest("kept-node-" + tool, c => AddRounds(c, rounds.Count, "RND"));
        await node.StartAsync();
        folder.Keep = true;
        var (seen, expected) = (new HashSet<string>(), new List<List<KeptDataset>>());
        var unnamed = new HashSet<string>();
        for (var round = 0; round < rounds.Count; round++)
        {
            await Task.WhenAll(SendAsync(node.DicomPort, AeTitle("RND", round)), SendAsync(witness.Port, "ARCHIVE"));
            var came = witness.Files.Where(seen.Add).ToList();
            expected.Add([.. came.Select(KeptDatasets.OfFile)]);
            unnamed.UnionWith(came.Where(file => Path.GetFileName(file).StartsWith("UNKNOWN", StringComparison.Ordinal)).Select(file => KeptDatasets.OfFile(file).SopInstanceUid));

            Task SendAsync(int port, string called) => Tool.TryRunAsync(
                tool, [.. options, "-aet", "SENDER", "-aec", called, "localhost", port.ToString(CultureInfo.InvariantCulture), .. rounds[round].Select(file => file.Path)]);
        }

        Assert.That(await node.StopAsync(), Is.Zero);
        var kept = await KeptDatasets.ReadAsync(node);
        Compare(tool, files, [.. Enumerable.Range(0, rounds.Count).Select(round => kept[AeTitle("RND", round)].ToDictionary(one => one.SopInstanceUid))], expected, unnamed);
        folder.Keep = false;
    }

    private static void Compare(
        string tool, IReadOnlyList<CorpusFile> files, IReadOnlyList<Dictionary<string, KeptDataset>> kepts, IReadOnlyList<List<KeptDataset>> expected, HashSet<string> unnamed)
    {
        var lost = expected.SelectMany((round, number) => round.Where(one => !kepts[number].ContainsKey(one.SopInstanceUid))).ToList();

        // Of objects whose UIDs stand under UN, DCMTK sends "31" as SOP class: we answer A900, storescp takes anything.
        var misnamed = lost.RemoveAll(one => unnamed.Contains(one.SopInstanceUid));
        var otherSyntax = expected.SelectMany((round, number) => round.Where(one => kepts[number].GetValueOrDefault(one.SopInstanceUid) is { } mine && mine.TransferSyntaxUid != one.TransferSyntaxUid)).Count();
        var changed = expected.SelectMany((round, number) =>
            round.Where(one => kepts[number].GetValueOrDefault(one.SopInstanceUid) is { } mine && mine.TransferSyntaxUid == one.TransferSyntaxUid && mine.Hash != one.Hash));
        Assert.That(lost, Is.Empty);
        Assert.That(changed, Is.Empty);

        var originals = files.Select(file => KeptDatasets.HashOfFile(file.Path)).ToHashSet();
        var (all, witnessed, same) = (kepts.Sum(round => round.Count), expected.Sum(round => round.Count), kepts.Sum(round => round.Values.Count(one => originals.Contains(one.Hash))));
        TestContext.Out.WriteLine(
            $"{tool}: {all} of {files.Count} instances sent in {kepts.Count} rounds; {same} of them as in the file, {all - same} encoded anew by {tool}. storescp took {witnessed} of them: "
            + $"{witnessed - otherSyntax - misnamed} are the same bytes as here, {otherSyntax} were sent to it in another syntax, 0 differ; {misnamed} were sent under a SOP class that is none and refused here");
        Assert.That(all, Is.GreaterThan(300));
    }

    private static string AeTitle(string prefix, int round) => string.Create(CultureInfo.InvariantCulture, $"{prefix}{round}");

    private static void AddRounds(JsonObject configuration, int rounds, string prefix)
    {
        var projects = Enumerable.Range(0, rounds).Select(round => (JsonNode)new JsonObject
        {
            ["name"] = AeTitle(prefix, round).ToLowerInvariant(),
            ["aeTitles"] = new JsonArray(AeTitle(prefix, round)),
            ["assemblyIdle"] = "1d",
        });
        configuration["projects"] = new JsonArray([.. projects]);
    }
}
