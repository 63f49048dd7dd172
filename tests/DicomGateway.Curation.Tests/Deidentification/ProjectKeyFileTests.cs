using DicomGateway.Curation.Deidentification.Pseudonyms;
using DicomGateway.Curation.Tests.Support;

namespace DicomGateway.Curation.Tests.Deidentification;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class ProjectKeyFileTests : IDisposable
{
    private readonly WorkFolder _folder = new();
    private readonly PlainOutputFileWriter _writer = new();

    private string KeyPath => _folder["keys/projects.json"];

    public void Dispose() => _folder.Dispose();

    [Test]
    public void GetOrCreate_makes_a_key_once_and_for_the_owner_only()
    {
        var made = Open().GetOrCreate("trial", null);
        var again = Open().GetOrCreate("trial", made.Fingerprint);
        Assert.That(again.Fingerprint, Is.EqualTo(made.Fingerprint).And.Length.EqualTo(16));
        if (!OperatingSystem.IsWindows())
            Assert.That(File.GetUnixFileMode(KeyPath), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }

    [Test]
    public void GetOrCreate_project_has_its_own_key()
    {
        var file = Open();
        Assert.That(file.GetOrCreate("a", null).Fingerprint, Is.Not.EqualTo(file.GetOrCreate("b", null).Fingerprint));
        Assert.That(file.Projects, Is.EqualTo((string[])["a", "b"]));
    }

    [Test]
    public void GetOrCreate_lost_key_is_refused()
    {
        var known = Open().GetOrCreate("trial", null).Fingerprint;
        File.Delete(KeyPath);
        Assert.That(() => Open().GetOrCreate("trial", known), Throws.TypeOf<ProjectKeyException>().With.Message.Contains("backup"));
        Assert.That(File.Exists(KeyPath), Is.False, "no new key takes its place");
    }

    [Test]
    public void GetOrCreate_other_key_is_refused()
    {
        Open().GetOrCreate("trial", null);
        Assert.That(() => Open().GetOrCreate("trial", "0123456789abcdef"), Throws.TypeOf<ProjectKeyException>());
    }

    [Test]
    public void Open_file_that_others_can_read_is_refused()
    {
        if (OperatingSystem.IsWindows())
            Assert.Ignore("File modes are of Unix.");
        Open().GetOrCreate("trial", null);
        File.SetUnixFileMode(KeyPath, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
        Assert.That(Open, Throws.TypeOf<ProjectKeyException>().With.Message.Contains("chmod 600"));
    }

    [Test]
    public void Open_damaged_file_is_refused_without_quoting_it()
    {
        Open().GetOrCreate("trial", null);
        File.WriteAllText(KeyPath, File.ReadAllText(KeyPath).Replace("\"key\": \"", "\"key\": \"AAAA", StringComparison.Ordinal));
        Assert.That(Open, Throws.TypeOf<ProjectKeyException>().With.Message.Not.Contains("AAAA"));
    }

    [Test]
    public void Backup_is_a_key_file_and_overwrites_nothing()
    {
        var file = Open();
        var key = file.GetOrCreate("trial", null);
        file.Backup(_folder["copy.json"]);
        Assert.That(ProjectKeyFile.Open(_folder["copy.json"], _writer).GetOrCreate("trial", key.Fingerprint).Fingerprint, Is.EqualTo(key.Fingerprint));
        Assert.That(() => file.Backup(_folder["copy.json"]), Throws.TypeOf<ProjectKeyException>());
    }

    private ProjectKeyFile Open() => ProjectKeyFile.Open(KeyPath, _writer);
}
