using DicomGateway.Transfer.Records.Database;
using DicomGateway.Transfer.Records.Jobs;
using DicomGateway.Transfer.Records.Studies;

namespace DicomGateway.Transfer.Tests.Records.Database;

/// <summary>Databases of earlier programs, with rows in them, are brought to the present schema when they are opened.</summary>
internal sealed class SchemaUpgradeTests
{
    [Test]
    public async Task Studies_of_the_first_schema_adopt_a_version_of_their_profile()
    {
        await using var fixture = await OpenWithAsync(schema: 1, Forwarded);

        var unversioned = await fixture.Records.Profiles.ListUnversionedAsync(CancellationToken.None);
        Assert.That(unversioned, Is.EqualTo(new[] { (StorageFixture.Project, "basic"), (StorageFixture.Project, "later") }));
        Assert.That(await fixture.Records.Profiles.AdoptAsync(StorageFixture.Project, StorageFixture.Profile, CancellationToken.None), Is.EqualTo(1));
        Assert.That(await fixture.Records.Profiles.ListUnversionedAsync(CancellationToken.None), Is.EqualTo(new[] { (StorageFixture.Project, "later") }));
        var studies = await fixture.Records.Studies.ListAsync(new StudyFilter(), CancellationToken.None);
        Assert.That(studies.Select(study => (study.StudyId, study.KeptProfile)), Is.EqualTo(new[] { (2L, null), (1L, StorageFixture.Profile.Label) }));
    }

    [Test]
    public async Task Releases_of_the_second_schema_cover_what_had_come_when_their_run_began()
    {
        await using var fixture = await OpenWithAsync(schema: 2, Released);
        using var session = RecordsFile.Open(fixture.DatabasePath, readOnly: true);
        Assert.That(session.Query("SELECT seen_arrival FROM holds ORDER BY hold_id", row => row.Number(0)), Is.EqualTo(new[] { 2L, 0L }), "none where no run is known");
    }

    [Test]
    public async Task Jobs_of_one_pacs_go_on_with_it()
    {
        await using var fixture = await OpenWithAsync(schema: 12, JobOfOnePacs);
        var job = (await fixture.Records.Jobs.FindAsync(1, CancellationToken.None))!;
        Assert.That((job.Pacs, job.From.Single()), Is.EqualTo(("main", new JobPacs("main", 2, 1))));
        Assert.That(await fixture.Records.Jobs.ListBusyPacsAsync(CancellationToken.None), Is.EqualTo(new[] { "main" }));
        Assert.That((await fixture.Records.JobItems.ListAsync(1, null, 0, 10, CancellationToken.None)).Select(item => (item.Pacs, item.State)),
            Is.EqualTo(new[] { ("main", JobItemState.Waiting), ("main", JobItemState.Gap) }));
        using var session = RecordsFile.Open(fixture.DatabasePath, readOnly: true);
        Assert.That(session.GetNumber("SELECT last_claim FROM job_pacs WHERE job_id = 1"), Is.EqualTo(7));
    }

    private const string JobOfOnePacs =
        """
        INSERT INTO jobs(job_id, project, pacs, why, needs_another, state, state_since, created_by, created_at, last_claim)
        VALUES (1, 'study-one', 'main', 'trial 7', 0, 4, 1, 'alice', 1, 7);
        INSERT INTO job_items(item_id, job_id, row, project, study_hash, sealed_selection, state, state_since)
        VALUES (1, 1, 1, 'study-one', x'01', x'00', 1, 1), (2, 1, 2, 'study-one', x'02', x'00', 8, 1);
        """;

    private const string Forwarded =
        """
        INSERT INTO studies(study_id, project, study_hash, sealed_identity, state, state_since, first_received, last_received)
        VALUES (1, 'study-one', x'01', x'00', 7, 1, 1, 1), (2, 'study-one', x'02', x'00', 4, 1, 1, 1);
        INSERT INTO manifests(manifest_id, study_id, revision, folder, sha256, profile, software, sealed_at, bytes_state)
        VALUES (1, 1, 1, 'studies/1/1', 'aa', 'basic', '0.1.0', 1, 3), (2, 2, 1, 'studies/2/1', 'aa', 'later', '0.1.0', 1, 3);
        INSERT INTO outputs(output_id, manifest_id, study_id, source_instance, sop_class, sop_instance, transfer_syntax, path, length, sha256)
        VALUES (1, 1, 1, x'01', '1', '2.25.1', '1', '1.dcm', 1, 'aa');
        INSERT INTO deliveries(study_id, manifest_id, output_id, destination, sop_instance, sha256, state, due_at, updated_at)
        VALUES (1, 1, 1, 'archive', '2.25.1', 'aa', 3, 1, 1);
        """;

    private const string Released =
        """
        INSERT INTO studies(study_id, project, study_hash, sealed_identity, state, state_since, first_received, last_received)
        VALUES (1, 'study-one', x'01', x'00', 7, 1, 1, 1), (2, 'study-one', x'02', x'00', 4, 1, 1, 1);
        INSERT INTO instances(arrival, instance_id, study_id, project, sop_hash, version, disposition, disposed_at, is_compared, segment, start, length,
            header_length, end_offset, bytes_state, sha256, sop_class, transfer_syntax, sealed_identity, received, peer_address, calling_ae, called_ae)
        VALUES (1, x'01', 1, 'study-one', x'01', 1, 4, 1, 1, 1, 0, 1, 1, 1, 3, x'01', '1', '1', x'00', 10, 'a', 'a', 'a'),
               (2, x'02', 1, 'study-one', x'02', 1, 4, 1, 1, 1, 0, 1, 1, 1, 3, x'02', '1', '1', x'00', 20, 'a', 'a', 'a'),
               (3, x'03', 1, 'study-one', x'03', 1, 4, 1, 1, 1, 0, 1, 1, 1, 3, x'03', '1', '1', x'00', 31, 'a', 'a', 'a'),
               (4, x'04', 2, 'study-one', x'04', 1, 4, 1, 1, 1, 0, 1, 1, 1, 3, x'04', '1', '1', x'00', 20, 'a', 'a', 'a');
        INSERT INTO audit(sequence, at, actor, action, project, study_id, hash)
        VALUES (1, 5, 'service', 'study.processing', 'study-one', 1, x'00'), (2, 30, 'service', 'study.processing', 'study-one', 1, x'00'),
               (3, 50, 'service', 'study.processing', 'study-one', 1, x'00');
        INSERT INTO holds(hold_id, study_id, revision, stage, since, decision) VALUES (1, 1, 1, 'inspection', 40, 1), (2, 2, 1, 'Records', 40, 1);
        """;

    private static async Task<StorageFixture> OpenWithAsync(int schema, string rows)
    {
        var fixture = await StorageFixture.OpenAsync();
        await fixture.Storage.DisposeAsync();
        Array.ForEach(Directory.GetFiles(Path.GetDirectoryName(fixture.DatabasePath)!), File.Delete);
        using (var session = RecordsFile.Open(fixture.DatabasePath))
        {
            RecordsSchema.Migrate(session, [.. RecordsSchema.Scripts.Take(schema)], DateTimeOffset.UnixEpoch);
            session.Execute(rows);
        }

        await fixture.OpenAgainAsync();
        return fixture;
    }
}
