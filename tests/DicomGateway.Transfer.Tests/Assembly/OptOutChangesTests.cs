using DicomGateway.Curation;
using DicomGateway.Curation.Deidentification.Profiles;
using DicomGateway.Transfer.Assembly;
using DicomGateway.Transfer.Tests.Records;

namespace DicomGateway.Transfer.Tests.Assembly;

/// <summary>What an administrator records and withdraws, beside a list that has the last word about those who are on it.</summary>
[TestFixture]
internal sealed class OptOutChangesTests
{
    [Test]
    public async Task Entries_are_added_and_withdrawn_and_the_rest_is_told_by_line()
    {
        await using var fixture = await StorageFixture.OpenAsync();
        var changes = Changes(fixture, list: null);
        Assert.That(await AddAsync(changes, "P1", "", "# Q", "SITE\tP2"), Is.EqualTo("2 [] 0"));
        Assert.That(await AddAsync(changes, "P3", "P1"), Is.EqualTo("1 [2] 0"));
        Assert.That(await WithdrawAsync(changes, "P2", "P1"), Is.EqualTo("1 [1] 0"), "P2 objected under an issuer");
        var left = await fixture.Records.OptOuts.ListAsync(StorageFixture.Project, "alice", CancellationToken.None);
        Assert.That(left.Select(entry => (entry.Issuer, entry.PatientId)), Is.EquivalentTo(new[] { ("SITE", "P2"), ((string?)null, "P3") }));
        var listed = (await fixture.Records.Audit.ListAfterAsync(0, 100, CancellationToken.None)).Single(row => row.Action == "optout.listed");
        Assert.That((listed.Actor, listed.Detail), Is.EqualTo(("alice", "{\"count\":\"2\"}")));
    }

    [TestCase("P1", true, "'- '")]
    [TestCase("- P1", false, "'- '")]
    public async Task What_the_list_says_otherwise_is_refused_without_naming_the_patient(string listed, bool isWithdrawal, string text)
    {
        await using var fixture = await StorageFixture.OpenAsync();
        using var folder = new TestFolder();
        var list = Path.Combine(folder.Path, "objected.txt");
        await File.WriteAllTextAsync(list, listed);
        var changes = Changes(fixture, list);
        var refused = await Assert.ThrowsAsync<OptOutException>(() => isWithdrawal ? WithdrawAsync(changes, "P9", "P1") : AddAsync(changes, "P9", "P1"));
        Assert.That(refused!.Message + refused.Remedy, Does.Contain(text).And.Not.Contain("P1"));
        Assert.That(await fixture.Records.OptOuts.CountAsync(StorageFixture.Project, CancellationToken.None), Is.Zero, "nothing was done");
    }

    [Test]
    public async Task Wrong_project_and_marked_input_are_refused()
    {
        await using var fixture = await StorageFixture.OpenAsync();
        var changes = Changes(fixture, list: null);
        Assert.That(() => changes.AddAsync("elsewhere", ["P1"], "alice", "letter", CancellationToken.None), Throws.TypeOf<OptOutException>());
        Assert.That(() => changes.AddAsync(StorageFixture.Project, ["P1"], "alice", " ", CancellationToken.None), Throws.TypeOf<OptOutException>());
        Assert.That(() => AddAsync(changes, "- P1"), Throws.TypeOf<OptOutException>());
    }

    private static OptOutChanges Changes(StorageFixture fixture, string? list) => new(
        fixture.Records.OptOuts,
        [
            new TransferProject
            {
                Name = StorageFixture.Project, AeTitles = ["A"], Curation = new CurationOptions(), OptOutList = list,
                Profile = new DeidentificationProfile { Name = "basic", TableEdition = "2026d" },
            },
        ]);

    private static async Task<string> AddAsync(OptOutChanges changes, params string[] lines) =>
        Text(await changes.AddAsync(StorageFixture.Project, lines, "alice", "letter", CancellationToken.None));

    private static async Task<string> WithdrawAsync(OptOutChanges changes, params string[] lines) =>
        Text(await changes.WithdrawAsync(StorageFixture.Project, lines, "alice", "letter", CancellationToken.None));

    private static string Text(OptOutResult result) => $"{result.Entries} [{string.Join(' ', result.UnchangedLines)}] {result.Studies}";
}
