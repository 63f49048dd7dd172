using DicomGateway.Transfer.Records.States;
using DicomGateway.Transfer.Records.Studies;

namespace DicomGateway.Transfer.Tests.Records.Intake;

internal sealed class IntakeTests
{
    [Test]
    public async Task Same_content_again_is_one_copy()
    {
        await using var fixture = await StorageFixture.OpenAsync();
        var first = await fixture.ReceiveAsync("1.2.3", "1.2.3.1", "same");
        var second = await fixture.ReceiveAsync("1.2.3", "1.2.3.1", "same");

        var study = await fixture.SingleStudyAsync();
        Assert.That((study.InstanceCount, study.HasVersions), Is.EqualTo((1, false)));
        Assert.That((await fixture.Records.Instances.ListAsync(study.StudyId, CancellationToken.None)).Single().InstanceId, Is.EqualTo(first.InstanceId));
        Assert.That((await fixture.RecordedAsync(second.InstanceId)).Disposition, Is.EqualTo(InstanceDisposition.Duplicate));
        Assert.That((await fixture.Storage.Maintenance.SweepAsync(new RetentionTimes(), CancellationToken.None)).OriginalsDeleted, Is.EqualTo(1));
    }

    [Test]
    public async Task Other_content_under_the_same_uid_is_kept_as_a_version_to_compare()
    {
        await using var fixture = await StorageFixture.OpenAsync();
        await fixture.ReceiveAsync("1.2.3", "1.2.3.1", "one");
        var second = await fixture.ReceiveAsync("1.2.3", "1.2.3.1", "other");

        var study = await fixture.SingleStudyAsync();
        Assert.That((study.InstanceCount, study.HasVersions), Is.EqualTo((2, true)));
        var group = (await fixture.Records.Instances.ListUncomparedAsync(study.StudyId, CancellationToken.None)).Single();
        Assert.That(group.Select(one => one.Version), Is.EqualTo(new[] { 1, 2 }));

        await fixture.Records.Instances.MarkDifferentAsync(second.InstanceId, CancellationToken.None);
        Assert.That(await fixture.Records.Instances.ListUncomparedAsync(study.StudyId, CancellationToken.None), Is.Empty);
        var ledger = (await fixture.Records.Ledger.CountAsync(CancellationToken.None)).Single();
        Assert.That((ledger.Received, ledger.Pending, ledger.Balances), Is.EqualTo((1L, 1L, true)));
    }

    [Test]
    public async Task Version_found_equal_becomes_a_duplicate()
    {
        await using var fixture = await StorageFixture.OpenAsync();
        var first = await fixture.ReceiveAsync("1.2.3", "1.2.3.1", "explicit");
        var second = await fixture.ReceiveAsync("1.2.3", "1.2.3.1", "implicit");

        await fixture.Records.Instances.MarkDuplicateAsync(second.InstanceId, first.InstanceId, CancellationToken.None);

        Assert.That((await fixture.SingleStudyAsync()).InstanceCount, Is.EqualTo(1));
        Assert.That((await fixture.RecordedAsync(second.InstanceId)).Disposition, Is.EqualTo(InstanceDisposition.Duplicate));
    }

    [Test]
    public async Task Instances_of_two_uids_cannot_be_called_duplicates()
    {
        await using var fixture = await StorageFixture.OpenAsync();
        var first = await fixture.ReceiveAsync("1.2.3", "1.2.3.1", "one");
        var second = await fixture.ReceiveAsync("1.2.3", "1.2.3.2", "two");

        Assert.That(
            async () => await fixture.Records.Instances.MarkDuplicateAsync(second.InstanceId, first.InstanceId, CancellationToken.None),
            Throws.TypeOf<TransitionException>());
    }

    [Test]
    public async Task Same_instance_for_two_projects_goes_to_both()
    {
        await using var fixture = await StorageFixture.OpenAsync();
        await fixture.ReceiveAsync("1.2.3", "1.2.3.1", "one", project: "a");
        await fixture.ReceiveAsync("1.2.3", "1.2.3.1", "one", project: "b");

        var studies = await fixture.Records.Studies.ListAsync(new StudyFilter(), CancellationToken.None);

        Assert.That(studies.Select(study => (study.Project, study.InstanceCount)), Is.EquivalentTo(new[] { ("a", 1), ("b", 1) }));
    }

    [Test]
    public async Task Study_is_found_by_what_identifies_it()
    {
        await using var fixture = await StorageFixture.OpenAsync();
        await fixture.ReceiveAsync("1.2.3", "1.2.3.1", "one", patient: "P1");
        await fixture.ReceiveAsync("1.2.4", "1.2.4.1", "two", patient: "P2");

        async Task<int> Count(StudyFilter filter) => (await fixture.Records.Studies.ListAsync(filter, CancellationToken.None)).Count;

        Assert.That(await Count(new StudyFilter { StudyInstanceUid = "1.2.4" }), Is.EqualTo(1));
        Assert.That(await Count(new StudyFilter { PatientId = " P2 ", Project = StorageFixture.Project }), Is.EqualTo(1));
        Assert.That(await Count(new StudyFilter { PatientId = "P3" }), Is.Zero);
        Assert.That(await Count(new StudyFilter { AccessionNumber = "A1" }), Is.Zero);
    }

    [Test]
    public async Task Database_files_hold_nothing_that_identifies()
    {
        await using var fixture = await StorageFixture.OpenAsync();
        await fixture.ReceiveAsync("1.2.3.77777.1", "1.2.3.77777.2", "one", patient: "MARKER-PATIENT");
        await fixture.Storage.DisposeAsync();

        var found = Directory.GetFiles(Path.Combine(fixture.DataFolder, "records"))
            .Select(File.ReadAllBytes)
            .Where(bytes => bytes.AsSpan().IndexOf("77777"u8) >= 0 || bytes.AsSpan().IndexOf("MARKER"u8) >= 0 || bytes.AsSpan().IndexOf("Doe"u8) >= 0);

        Assert.That(found, Is.Empty);
        await fixture.OpenAgainAsync();
    }

    [Test]
    public async Task Data_folder_is_for_its_owner_only()
    {
        if (OperatingSystem.IsWindows())
            Assert.Ignore("Modes of Unix.");
        await using var fixture = await StorageFixture.OpenAsync();
        await fixture.ReceiveAsync("1.2.3", "1.2.3.1", "one");
        const UnixFileMode owner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

        Assert.That(Directory.EnumerateDirectories(fixture.DataFolder).Append(fixture.DataFolder).Select(File.GetUnixFileMode), Is.All.EqualTo(owner));
        var files = Directory.EnumerateFiles(fixture.DataFolder, "*", SearchOption.AllDirectories);
        Assert.That(files.Where(file => (File.GetUnixFileMode(file) & ~(UnixFileMode.UserRead | UnixFileMode.UserWrite)) != 0), Is.Empty);
    }
}
