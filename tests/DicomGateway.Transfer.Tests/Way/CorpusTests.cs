using System.Security.Cryptography;
using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Encoding;
using DicomGateway.Dicom.Files;
using DicomGateway.Network.Dimse;
using DicomGateway.Network.Dimse.DataSets;
using DicomGateway.Network.Transport;
using DicomGateway.Testing;
using DicomGateway.Transfer.Records;
using DicomGateway.Transfer.Records.Holds;
using DicomGateway.Transfer.Records.States;
using DicomGateway.Transfer.Records.Studies;

namespace DicomGateway.Transfer.Tests.Way;

/// <summary>Real files of many makers, sent as they are.</summary>
[TestFixture]
internal sealed class CorpusTests
{
    [Test]
    public async Task Every_file_is_kept_byte_for_byte_and_its_study_arrives_or_is_held_for_a_reason()
    {
        if (SharedFolder.Find() is not { } shared || !Directory.Exists(Path.Combine(shared, "corpus")))
        {
            Assert.Ignore("shared/corpus is not on this machine");
            return;
        }

        await using var archive = new ScriptedArchive();
        archive.Up();
        await using var node = await FlowNode.StartAsync(archive);
        var sent = new Dictionary<string, string>();
        var unsendable = new List<string>();
        var files = Directory.EnumerateFiles(Path.Combine(shared, "corpus"), "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToList();
        foreach (var path in files)
        {
            if (await TrySendAsync(node, path) is { } hash)
                sent.TryAdd(hash, path);
            else
                unsendable.Add(Path.GetRelativePath(shared, path));
        }

        // The clock stands still, so nothing was judged yet: what is on disk is what was sent. The database follows the spool at its own pace.
        var held = await HeldOnDiskAsync(node);
        for (var look = 0; look < 100 && !sent.Keys.All(held.Contains); look++)
        {
            await Task.Delay(100);
            held = await HeldOnDiskAsync(node);
        }

        Assert.That(sent.Where(file => !held.Contains(file.Key)).Select(file => file.Value), Is.Empty);

        await node.UntilAsync(
            "all studies have settled",
            async () => (await AllStudiesAsync(node)).All(study => study.State is StudyState.Forwarded or StudyState.Held),
            TimeSpan.FromSeconds(1));
        var studies = await AllStudiesAsync(node);
        var holds = await node.Records.Holds.ListOpenAsync(null, 10_000, CancellationToken.None);
        Assert.That(holds.Select(hold => hold.Findings.Count), Is.All.GreaterThan(0), "held for a reason");
        Assert.That(studies.Any(study => study.State == StudyState.Forwarded), Is.True);
        Assert.That((await node.Records.Ledger.CountAsync(CancellationToken.None)).Single().Balances, Is.True);
        await ReportAsync(node, sent.Count, unsendable, studies, holds);
    }

    private static async Task ReportAsync(FlowNode node, int sent, List<string> unsendable, IReadOnlyList<StudySummary> studies, IReadOnlyList<HoldRecord> holds)
    {
        var ledger = (await node.Records.Ledger.CountAsync(CancellationToken.None)).Single();
        await TestContext.Out.WriteLineAsync(
            $"{sent} different instances sent, {ledger.Forwarded} of {ledger.Received} all the way, {ledger.Held} held; {studies.Count} studies, {holds.Count} held; {unsendable.Count} files are no instance");
        foreach (var cause in holds.SelectMany(hold => hold.Findings.Where(f => f.Severity == FindingSeverity.Hold).Select(f => f.Code).Distinct()).GroupBy(code => code).OrderByDescending(g => g.Count()))
            await TestContext.Out.WriteLineAsync($"{cause.Count()} studies: {cause.Key}");
        foreach (var path in unsendable)
            await TestContext.Out.WriteLineAsync($"not sent: {path}");
    }

    private static async Task<IReadOnlyList<StudySummary>> AllStudiesAsync(FlowNode node) =>
        await node.Records.Studies.ListAsync(new StudyFilter { Limit = 10_000 }, CancellationToken.None);

    private static async Task<HashSet<string>> HeldOnDiskAsync(FlowNode node)
    {
        var found = new HashSet<string>();
        foreach (var study in await AllStudiesAsync(node))
        {
            foreach (var instance in await node.Records.Instances.ListAsync(study.StudyId, CancellationToken.None))
            {
                await using var file = File.OpenRead(instance.Path);
                var bytes = new byte[instance.Offset + instance.Length - instance.DataSetOffset];
                file.Position = instance.DataSetOffset;
                await file.ReadExactlyAsync(bytes);
                found.Add(Convert.ToHexStringLower(SHA256.HashData(bytes)));
            }
        }

        return found;
    }

    /// <summary>The SHA-256 of the data set that was acknowledged, or null for a file that is no storable instance.</summary>
    private static async Task<string?> TrySendAsync(FlowNode node, string path)
    {
        try
        {
            var file = DicomFile.Open(path, new DicomReadOptions { AllowTruncation = true });
            var syntax = file.FileMetaInformation.TryGetString(DicomTag.TransferSyntaxUID, out var named) ? named : file.TransferSyntax.UID.UID;
            if (!file.Dataset.TryGetString(DicomTag.SOPClassUID, out var sopClass) || !file.Dataset.TryGetString(DicomTag.SOPInstanceUID, out var instance)
                || sopClass.Length == 0 || instance.Length == 0)
                return null;
            var bytes = (await File.ReadAllBytesAsync(path)).AsMemory((int)file.DatasetOffset);
            var status = await StoreAsync(node, sopClass, instance, syntax, bytes);
            Assert.That(status.Code, Is.Zero, path);
            return Convert.ToHexStringLower(SHA256.HashData(bytes.Span));
        }
        catch (Exception exception) when (exception is DicomFormatException or DicomDataException or PresentationRefusedException)
        {
            return null;
        }
    }

    private static async Task<DimseStatus> StoreAsync(FlowNode node, string sopClass, string instance, string syntax, ReadOnlyMemory<byte> bytes)
    {
        await using var client = new DicomClient(new DicomClientOptions
        {
            Host = "127.0.0.1",
            Port = node.Port,
            CalledAeTitle = FlowNode.AeTitle,
            CallingAeTitle = FlowNode.Sender,
        });
        await using var association = await client.OpenAsync([new ProposedContext(sopClass, [syntax])], CancellationToken.None);
        var context = association.FindContext(sopClass) ?? throw new PresentationRefusedException();
        var response = await association.StoreAsync(context, instance, DimseDataSource.FromMemory(bytes), CancellationToken.None);
        await association.ReleaseAsync();
        return response.Status;
    }

    /// <summary>Not a storage class: a DICOMDIR and the like.</summary>
    private sealed class PresentationRefusedException : Exception;
}
