using DicomGateway.Curation.Deidentification.Pseudonyms;
using DicomGateway.Transfer.Spool;
using DicomGateway.Transfer.Tests.Spool.Io;

namespace DicomGateway.Transfer.Tests;

/// <summary>A copy of the keys is there after a power cut, or was never reported as made.</summary>
[TestFixture]
internal sealed class KeyBackupTests
{
    [Test]
    public void Copy_is_synced_and_then_its_name()
    {
        using var folder = new TestFolder();
        var (keys, io, target) = Make(folder);
        keys.Backup(target);
        Assert.That(io.Synced.Take(3), Is.EqualTo(new[] { target, Path.GetDirectoryName(target), Path.GetDirectoryName(Path.GetDirectoryName(target)) }));
        Assert.That(ProjectKeyFile.Open(target, new DurableOutputFileWriter()).Projects, Is.EqualTo(new[] { "trial" }));
    }

    [TestCase("")]
    [TestCase("..")]
    [TestCase("../..")]
    public void Copy_that_is_not_durable_is_an_error_and_is_not_left_to_be_believed(string failing)
    {
        using var folder = new TestFolder();
        var (keys, io, target) = Make(folder);
        io.Failing = Path.GetFullPath(Path.Combine(target, failing));
        Assert.That(() => keys.Backup(target), Throws.InstanceOf<IOException>());
        Assert.That(File.Exists(target), Is.False);
        io.Failing = null;
        Assert.That(() => keys.Backup(target), Throws.Nothing, "the next try finds nothing in its way");
    }

    [Test]
    public void Parent_that_is_not_ours_to_read_is_no_obstacle()
    {
        using var folder = new TestFolder();
        var (keys, io, target) = Make(folder);
        (io.Failing, io.FailsWith) = (Path.GetFullPath(Path.Combine(target, "../..")), SpoolTrouble.PermissionLost);
        Assert.That(() => keys.Backup(target), Throws.Nothing);
    }

    private static (ProjectKeyFile Keys, WatchedFileIo Io, string Target) Make(TestFolder folder)
    {
        var io = new WatchedFileIo();
        var keys = ProjectKeyFile.Open(Path.Combine(folder.Path, "keys.json"), new DurableOutputFileWriter(io));
        keys.GetOrCreate("trial", null);
        io.Synced.Clear();
        return (keys, io, Path.Combine(folder.Path, "safe", "november", "keys.json"));
    }
}
