using DicomGateway.Testing.Faults;
using DicomGateway.Transfer.Jobs.Cohorts;
using DicomGateway.Transfer.Jobs.Cohorts.Finding;
using DicomGateway.Transfer.Jobs.Cohorts.Reporting;
using DicomGateway.Transfer.Records.Jobs;
using DicomGateway.Transfer.Tests.Records;

namespace DicomGateway.Transfer.Tests.Jobs.Cohorts;

internal sealed class CohortPreparationTests
{
    private const string ChestCt =
        """
        name: chest-ct
        pacs: main
        keys:
          StudyDescription: "CH*"
        modalities: [CT]
        rules:
          - id: scout
            level: series
            exclude: { attribute: SeriesDescription, matches: '(?i)scout' }
        """;

    [Test]
    public async Task Preview_shows_what_would_be_selected_and_freezing_keeps_it()
    {
        await using var fixture = await CohortFixture.OpenAsync(SmallPacs());
        var preview = await fixture.PreviewAsync(ChestCt);
        Assert.That((preview.State, preview.Problem), Is.EqualTo((CohortPreviewState.Done, (string?)null)));
        Assert.That(await fixture.DecisionsAsync(preview), Is.EqualTo(new[] { "1.2.1: -", "1.2.3: scout" }));
        Assert.That((preview.Tally.Studies, preview.Tally.StudiesSelected, preview.Tally.InstancesSelected, preview.Tally.Balances), Is.EqualTo((2, 1, 10L, true)));

        var frozen = await fixture.FreezeAsync(preview);
        Assert.That((frozen.Version, frozen.FrozenBy, frozen.Why, frozen.Sha256!.Length), Is.EqualTo((1, "bob", "grant 7", 64)));
        var study = (await fixture.SelectionAsync(frozen)).Single();
        Assert.That((study.Row, study.StudyInstanceUid, study.PatientId, study.Pacs), Is.EqualTo((1, "1.2.1", "007", "main")));
        Assert.That(study.Series!.Select(series => (series.SeriesInstanceUid, series.InstanceCount)), Is.EqualTo(new[] { ("1.2.1.1", (int?)10) }));
        Assert.That(await fixture.Storage.Records.Audit.VerifyAsync(CancellationToken.None), Is.Null);
    }

    [Test]
    public async Task Study_that_two_pacs_have_is_found_in_the_first_of_the_criteria_and_the_other_is_kept_beside_it()
    {
        var (main, old) = (SmallPacs(), new FakePacs("old"));
        old.AddStudy("1.2.1", "007", "A1", "20230101", ("CT", "Axial", 10));
        old.AddStudy("1.2.9", "010", "A9", "20230101", ("CT", "Axial", 4));
        await using var fixture = await CohortFixture.OpenAsync(main, old);
        var frozen = await fixture.FreezeAsync(await fixture.PreviewAsync(ChestCt.Replace("pacs: main", "pacs: [main, old]", StringComparison.Ordinal)));

        var studies = await fixture.SelectionAsync(frozen);
        Assert.That(studies.Select(study => (study.StudyInstanceUid, study.Pacs, string.Join(" ", study.AlsoAt))), Is.EqualTo(new[] { ("1.2.1", "main", "old"), ("1.2.9", "old", "") }));
        Assert.That((frozen.Tally.Studies, frozen.Tally.StudiesRepeated, frozen.Tally.Balances), Is.EqualTo((3, 1, true)));
        Assert.That(await fixture.Store.ListPacsAsync("chest-ct", 1, CancellationToken.None), Is.EqualTo(new[] { "main", "old" }));
        Assert.That(() => fixture.Storage.ExecuteSqlAsync("DELETE FROM cohort_study_pacs"), Throws.Exception.With.Message.Contains("a frozen version"));

        var job = await fixture.Storage.Records.Jobs.CreateAsync(
            new JobRequest(StorageFixture.Project, null, "alice", "trial 7", NeedsAnother: false) { Cohort = ("chest-ct", 1) },
            fixture.Store.ReadSelectionAsync("chest-ct", 1, CancellationToken.None), CancellationToken.None);
        Assert.That((await fixture.Storage.Records.Jobs.FindAsync(job, CancellationToken.None))!.From, Is.EqualTo(new[] { new JobPacs("main", 1, 1), new JobPacs("old", 1, 1) }));
    }

    [Test]
    public async Task Studies_are_numbered_by_their_uids_part_by_part()
    {
        await using var fixture = await CohortFixture.OpenAsync(SmallPacs());
        var preview = await fixture.PreviewAsync(ChestCt);
        var random = new SeededSequence(7);
        var uids = Enumerable.Range(0, 9000).Select(i => $"1.2.{(i % 3 == 0 ? "840.1.2.3" : "826")}.{random.Next(1_000_000)}.{i}").ToList();
        foreach (var page in uids.Chunk(1000))
        {
            await fixture.Store.Search.AddAsync(
                preview.Id, [.. page.Select(uid => new FoundStudy { Pacs = "main", Facts = new StudyFacts(uid, null, null, null) })], preview.Tally, CancellationToken.None);
        }

        await fixture.Store.Search.NumberAsync(preview.Id, CancellationToken.None);
        var rows = new List<(int Row, string Uid)>();
        await foreach (var row in fixture.Store.Contents.ReadAsync(preview.Id, isSelected: false, CancellationToken.None))
            rows.Add((row.Row, row.Study.Facts.StudyInstanceUid));
        Assert.That(rows.Select(row => row.Row), Is.EqualTo(Enumerable.Range(1, 9002)));
        Assert.That(rows.Select(row => row.Uid), Is.Ordered.Using((IComparer<string>)StringComparer.Ordinal).And.SupersetOf(uids));
    }

    [Test]
    public async Task Same_version_asked_again_has_the_same_manifest_and_freezing_counts_on()
    {
        await using var fixture = await CohortFixture.OpenAsync(SmallPacs());
        var first = await fixture.FreezeAsync(await fixture.PreviewAsync(ChestCt));
        var id = await fixture.Preparation.RepeatAsync("chest-ct", 1, "carol", waits: false, CancellationToken.None);
        await fixture.Preparation.WaitAsync(id, CancellationToken.None);
        var again = (await fixture.Store.FindPreviewAsync(id, CancellationToken.None))!;
        Assert.That((again.RepeatsVersion, again.ManifestSha256, again.SelectionSha256), Is.EqualTo(((int?)1, first.ManifestSha256, first.SelectionSha256)));
        Assert.That((await fixture.FreezeAsync(again)).Version, Is.EqualTo(2));
    }

    [Test]
    public async Task Frozen_version_cannot_be_changed_even_in_the_database()
    {
        await using var fixture = await CohortFixture.OpenAsync(SmallPacs());
        await fixture.FreezeAsync(await fixture.PreviewAsync(ChestCt));
        foreach (var sql in (string[])["UPDATE cohort_previews SET why = 'x'", "DELETE FROM cohort_studies", "UPDATE cohort_series SET reason = NULL", "DELETE FROM cohort_previews"])
            Assert.That(() => fixture.Storage.ExecuteSqlAsync(sql), Throws.Exception.With.Message.Contains("a frozen version"), sql);
    }

    [Test]
    public async Task Exported_version_with_any_byte_edited_is_refused()
    {
        await using var fixture = await CohortFixture.OpenAsync(SmallPacs());
        var frozen = await fixture.FreezeAsync(await fixture.PreviewAsync(ChestCt));
        using var export = new MemoryStream();
        await fixture.Preparation.ExportAsync("chest-ct", 1, "bob", export, CancellationToken.None);
        var bytes = export.ToArray();
        var proof = await fixture.Preparation.VerifyAsync(new MemoryStream(bytes), CancellationToken.None);
        Assert.That((proof.Problem, proof.Cohort, proof.Version, proof.Sha256), Is.EqualTo(((string?)null, "chest-ct", (int?)1, frozen.Sha256)));
        for (var i = 0; i < bytes.Length; i++)
        {
            var edited = (byte[])bytes.Clone();
            edited[i] ^= 1;
            Assert.That((await fixture.Preparation.VerifyAsync(new MemoryStream(edited), CancellationToken.None)).IsSound, Is.False, $"byte {i}");
        }

        Assert.That((await fixture.Preparation.VerifyAsync(new MemoryStream(bytes[..^1]), CancellationToken.None)).IsSound, Is.False);
        Assert.That((await fixture.Preparation.VerifyAsync(new MemoryStream([.. bytes, (byte)'\n']), CancellationToken.None)).IsSound, Is.False);
    }

    [Test]
    public async Task Report_of_a_version_tells_what_became_of_its_studies_in_the_newest_job()
    {
        await using var fixture = await CohortFixture.OpenAsync(SmallPacs());
        var frozen = await fixture.FreezeAsync(await fixture.PreviewAsync(ChestCt));
        var reports = new AttritionReports(fixture.Store);
        Assert.That((await reports.CreateAsync(frozen.Id, CancellationToken.None)).Later, Is.Empty);
        for (var i = 0; i < 2; i++)
        {
            var request = new JobRequest(StorageFixture.Project, "main", "alice", "trial 7", NeedsAnother: false) { Cohort = ("chest-ct", 1) };
            var job = await fixture.Storage.Records.Jobs.CreateAsync(request, fixture.Store.ReadSelectionAsync("chest-ct", 1, CancellationToken.None), CancellationToken.None);
            if (i == 0)
                await fixture.Storage.Records.Jobs.CancelAsync(job, "alice", "a mistake", CancellationToken.None);
        }

        var later = (await reports.CreateAsync(frozen.Id, CancellationToken.None)).Later.Single();
        Assert.That((later.Item, later.Study, later.Count), Is.EqualTo(("Waiting", (string?)null, 1)));
        await using var table = new StringWriter();
        await reports.WriteTableAsync(frozen.Id, table, CancellationToken.None);
        Assert.That(table.ToString(), Does.Contain(",Waiting,"));
    }

    [Test]
    public async Task Versions_are_compared_by_what_they_select()
    {
        var pacs = SmallPacs();
        await using var fixture = await CohortFixture.OpenAsync(pacs);
        await fixture.FreezeAsync(await fixture.PreviewAsync(ChestCt));
        pacs.AddStudy("1.2.0", "011", "A0", "20230404", ("CT", "Axial", 5));
        await fixture.FreezeAsync(await fixture.PreviewAsync(ChestCt));
        var difference = await fixture.Preparation.CompareAsync("chest-ct", 1, 2, CancellationToken.None);
        Assert.That((difference.Same, difference.Removed.Count, difference.Changed.Count), Is.EqualTo((1, 0, 0)));
        Assert.That(difference.Added, Is.EqualTo(new[] { 1 }));
    }

    [Test]
    public async Task Preview_that_did_not_get_every_answer_or_differs_from_what_is_expected_is_not_frozen()
    {
        var pacs = SmallPacs();
        await using var fixture = await CohortFixture.OpenAsync(pacs);
        var different = await fixture.PreviewAsync(ChestCt + "\nexpected: { studies: 2 }");
        Assert.That(() => fixture.FreezeAsync(different), Throws.TypeOf<CohortException>().With.Message.Contains("1 studies are selected; 2 were expected"));
        Assert.That((await fixture.Preparation.FreezeAsync(different.Id, "bob", "known", true, CancellationToken.None)).Version, Is.EqualTo(1));
    }

    private static FakePacs SmallPacs()
    {
        var pacs = new FakePacs();
        pacs.AddStudy("1.2.3", "009", "A3", "20230303", ("CT", "Scout", 2));
        pacs.AddStudy("1.2.1", "007", "A1", "20230101", ("CT", "Axial", 10), ("SR", "Dose", 1));
        pacs.AddStudy("1.2.2", "008", "A2", "20230202", ("MR", "Axial", 20));
        return pacs;
    }
}
