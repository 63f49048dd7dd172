using DicomGateway.Transfer.Records.States;

namespace DicomGateway.Transfer.Tests.Records;

internal sealed class AuditTests
{
    [TestCase("UPDATE audit SET actor = 'nobody' WHERE sequence = 3", 3)]
    [TestCase("UPDATE audit SET at = at + 1 WHERE sequence = 3", 3)]
    [TestCase("UPDATE audit SET detail = NULL WHERE sequence = 3", 3)]
    [TestCase("UPDATE audit SET study_id = 7 WHERE sequence = 3", 3)]
    [TestCase("DELETE FROM audit WHERE sequence = 3", 3)]
    [TestCase("DELETE FROM audit WHERE sequence = 5", 5)]
    [TestCase("DELETE FROM audit", 1)]
    [TestCase("UPDATE audit SET sequence = 99 WHERE sequence = 5", 5)]
    [TestCase("UPDATE audit SET hash = (SELECT hash FROM audit a WHERE a.sequence = 1) WHERE sequence = 5", 5)]
    [TestCase("INSERT INTO audit SELECT 6, at, actor, action, project, study_id, detail, hash FROM audit WHERE sequence = 5", 6)]
    [TestCase("UPDATE meta SET value = x'00' WHERE name = 'audit_head'", 6)]
    public async Task Verify_finds_the_first_row_that_was_tampered_with(string sql, long expected)
    {
        await using var fixture = await WrittenAsync();
        await fixture.ExecuteSqlAsync($"DROP TRIGGER audit_keeps_rows; DROP TRIGGER audit_keeps_values; {sql}");

        Assert.That(await fixture.Records.Audit.VerifyAsync(CancellationToken.None), Is.EqualTo(expected));
    }

    [Test]
    public async Task Whole_chain_verifies_across_restarts()
    {
        await using var fixture = await WrittenAsync();
        await fixture.ReopenAsync();
        await fixture.Records.Audit.AppendAsync("alice", "more", null, null, null, CancellationToken.None);

        Assert.That(await fixture.Records.Audit.VerifyAsync(CancellationToken.None), Is.Null);
        Assert.That(await fixture.Records.Audit.ListAfterAsync(0, 100, CancellationToken.None), Has.Count.EqualTo(6));
    }

    [TestCase("DELETE FROM audit WHERE sequence = 1")]
    [TestCase("UPDATE audit SET actor = 'nobody'")]
    public async Task Rows_cannot_be_changed_by_an_ordinary_statement(string sql)
    {
        await using var fixture = await WrittenAsync();
        Assert.That(async () => await fixture.ExecuteSqlAsync(sql), Throws.Exception.With.Message.Contains("append-only"));
    }

    [Test]
    public async Task Unit_of_work_that_fails_writes_neither_change_nor_audit_and_hurts_no_other()
    {
        await using var fixture = await StorageFixture.OpenAsync();
        await fixture.ReceiveAsync("1.2.3", "1.2.3.1", "one");
        var before = (await fixture.Records.Audit.ListAfterAsync(0, 100, CancellationToken.None)).Count;

        var units = Enumerable.Range(0, 40).Select(i => i % 2 == 0
            ? fixture.Records.Audit.AppendAsync("alice", "act", null, null, null, CancellationToken.None).AsTask()
            : fixture.Records.Holds.ReleaseAsync(1, "alice", "not held", CancellationToken.None).AsTask()).ToList();

        Assert.That(async () => await Task.WhenAll(units), Throws.TypeOf<TransitionException>());
        Assert.That(units.Count(unit => unit.IsCompletedSuccessfully), Is.EqualTo(20));
        Assert.That(await fixture.Records.Audit.ListAfterAsync(0, 100, CancellationToken.None), Has.Count.EqualTo(before + 20));
        Assert.That(await fixture.Records.Audit.VerifyAsync(CancellationToken.None), Is.Null);
    }

    [Test]
    public async Task Configuration_wins_and_its_changes_are_audited()
    {
        await using var fixture = await StorageFixture.OpenAsync();
        await fixture.Records.Configuration.SeedAsync("peer", new Dictionary<string, string> { ["A"] = "{}", ["B"] = "{}" }, CancellationToken.None);
        await fixture.Records.Configuration.SeedAsync("peer", new Dictionary<string, string> { ["A"] = "{\"x\":1}", ["C"] = "{}" }, CancellationToken.None);

        var stored = await fixture.Records.Configuration.ExportAsync("peer", CancellationToken.None);
        Assert.That(stored, Is.EquivalentTo(new Dictionary<string, string> { ["A"] = "{\"x\":1}", ["C"] = "{}" }));
        var actions = (await fixture.Records.Audit.ListAfterAsync(0, 100, CancellationToken.None)).Select(row => row.Action);
        Assert.That(
            actions,
            Is.EqualTo(new[] { "configuration.added", "configuration.added", "configuration.removed", "configuration.changed", "configuration.added" }));
    }

    private static async Task<StorageFixture> WrittenAsync()
    {
        var fixture = await StorageFixture.OpenAsync();
        for (var i = 0; i < 5; i++)
        {
            await fixture.Records.Audit.AppendAsync(
                "alice", $"act-{i}", "p", i, new Dictionary<string, string> { ["n"] = i.ToString(System.Globalization.CultureInfo.InvariantCulture) },
                CancellationToken.None);
        }
        return fixture;
    }
}
