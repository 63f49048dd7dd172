using System.Security.Cryptography;
using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Files;
using DicomGateway.Transfer.Forwarding.Folder;
using DicomGateway.Transfer.Records.States;
using DicomGateway.Transfer.Tests.Way;

namespace DicomGateway.Transfer.Tests.Forwarding.Folder;

/// <summary>The whole way to a folder.</summary>
[TestFixture]
internal sealed class FolderTests
{
    [Test]
    public async Task Study_lies_in_a_tree_under_its_pseudonyms_and_the_manifest_names_every_file()
    {
        using var target = new TestFolder();
        await using var node = await StartAsync(target.Path);
        await node.SendAsync(0, 5);
        await node.UntilStateAsync(StudyState.Forwarded);
        await node.SendAsync(5, 2);
        await node.UntilAsync("what came late is there", () => Task.FromResult(Files(target.Path).Count == 7));
        await node.UntilStateAsync(StudyState.Forwarded);

        var manifest = FolderManifest.TryRead(Path.GetDirectoryName(Directory.EnumerateFiles(target.Path, "manifest.json", SearchOption.AllDirectories).Single())!)!;
        Assert.That(manifest.Files, Has.Count.EqualTo(7));
        foreach (var file in Files(target.Path))
        {
            var dataset = DicomFile.Open(file).Dataset;
            var names = Path.GetRelativePath(target.Path, file).Split(Path.DirectorySeparatorChar);
            Assert.That(names, Is.EqualTo(new[]
            {
                dataset.GetString(DicomTag.PatientID), dataset.GetString(DicomTag.StudyInstanceUID), dataset.GetString(DicomTag.SeriesInstanceUID),
                dataset.GetString(DicomTag.SOPInstanceUID) + ".dcm",
            }));
            var entry = manifest.Files.Single(one => one.SopInstanceUid == dataset.GetString(DicomTag.SOPInstanceUID));
            Assert.That(entry.Sha256, Is.EqualTo(Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(file)))));
            Assert.That((entry.Profile, entry.Software), Is.Not.EqualTo(("", "")));
        }
    }

    [Test]
    public async Task Folder_that_is_missing_is_waited_for_and_never_made()
    {
        using var target = new TestFolder();
        var share = Path.Combine(target.Path, "share");
        await using var node = await StartAsync(share);
        await node.SendAsync(0, 2);
        await node.UntilAsync("the trouble is said", () => Task.FromResult(node.Problems.Count > 0), TimeSpan.FromSeconds(5));
        Assert.That(Directory.Exists(share), Is.False);

        Directory.CreateDirectory(share);
        await node.UntilStateAsync(StudyState.Forwarded, TimeSpan.FromSeconds(5));
        Assert.That(Files(share), Has.Count.EqualTo(2));
    }

    [Test]
    public async Task File_that_was_cut_off_is_written_again_and_one_that_is_whole_is_left()
    {
        using var target = new TestFolder();
        await using var node = await StartAsync(target.Path);
        await node.SendAsync(0, 2);
        await node.UntilStateAsync(StudyState.Forwarded);
        var files = Files(target.Path);
        var bytes = await File.ReadAllBytesAsync(files[0]);
        await File.WriteAllBytesAsync(files[0], bytes[..100]);
        var whole = File.GetLastWriteTimeUtc(files[1]);
        await node.DownAsync();
        await node.ExecuteSqlAsync("UPDATE deliveries SET state = 1, due_at = 0");
        await node.ExecuteSqlAsync("UPDATE studies SET state = 6");
        await node.UpAsync();
        await node.UntilStateAsync(StudyState.Forwarded);

        Assert.That(await File.ReadAllBytesAsync(files[0]), Is.EqualTo(bytes));
        Assert.That(File.GetLastWriteTimeUtc(files[1]), Is.EqualTo(whole));
        Assert.That(Directory.EnumerateFiles(target.Path, "*.part", SearchOption.AllDirectories), Is.Empty);
    }

    private static IReadOnlyList<string> Files(string folder) => [.. Directory.EnumerateFiles(folder, "*.dcm", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];

    private static Task<FlowNode> StartAsync(string path) => FlowNode.StartAsync([], options => options with
    {
        Folders = [new FolderOptions { Name = "share", Path = path }],
        Projects = [.. options.Projects.Select(project => project with { Destinations = ["share"] })],
    });
}
