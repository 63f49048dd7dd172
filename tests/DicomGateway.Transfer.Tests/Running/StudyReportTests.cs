using DicomGateway.Transfer.Forwarding;
using DicomGateway.Transfer.Records;
using DicomGateway.Transfer.Records.States;
using DicomGateway.Transfer.Records.Studies;
using DicomGateway.Transfer.Running;
using DicomGateway.Transfer.Tests.Records;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace DicomGateway.Transfer.Tests.Running;

[TestFixture]
internal sealed class StudyReportTests
{
    [Test]
    public async Task Study_that_fails_three_times_is_held_and_says_where()
    {
        await using var fixture = await StorageFixture.OpenAsync();
        using var metrics = new TransferMetrics();
        var report = new StudyReport(fixture.Records.Studies, new SealedStudies(fixture.Storage.Folder, fixture.Time), new StudyRunnerOptions(), metrics, fixture.Time, NullLogger<StudyReport>.Instance);
        await fixture.ReceiveAsync("1.2.3", "1.2.3.1", "content");
        var studyId = (await fixture.SingleStudyAsync()).StudyId;
        var work = await fixture.AssembleAndClaimAsync(studyId);
        for (var attempt = 1; attempt <= 3; attempt++)
        {
            await report.FailedAsync(work, new StageFailedException("metadata", new InvalidOperationException("a patient's name")), work.Lease);
            if (attempt == 3)
                break;
            Assert.That((await fixture.SingleStudyAsync()).State, Is.EqualTo(StudyState.Assembled));
            Assert.That(await ClaimAsync(fixture), Is.Null, "not at once");
            fixture.Time.Advance(TimeSpan.FromMinutes(1));
            work = (await ClaimAsync(fixture))!;
        }

        var hold = (await fixture.Records.Holds.ListOpenAsync(null, 10, CancellationToken.None)).Single();
        Assert.That((hold.Stage, hold.Findings.Single().Code), Is.EqualTo(("metadata", "run.failed")));
        Assert.That(hold.Findings.Single().Text, Does.Not.Contain("patient's name"));
    }

    [TestCaseSource(nameof(Exceptions))]
    public void Exception_is_the_surroundings_or_the_study(Exception exception, bool isOfTheSurroundings)
    {
        Assert.That(Surroundings.Caused(exception), Is.EqualTo(isOfTheSurroundings));
        Assert.That(Surroundings.Caused(new StageFailedException("metadata", exception)), Is.EqualTo(isOfTheSurroundings));
    }

    private static IEnumerable<object[]> Exceptions() =>
    [
        [new IOException(), true],
        [new UnauthorizedAccessException(), true],
        [new SqliteException("busy", 5), true],
        [new SqliteException("full", 13), true],
        [new RecordsException("no sync"), true],
        [new SqliteException("constraint", 19), false],
        [new EndOfStreamException(), false],
        [new FileNotFoundException(), false],
        [new TimeoutException(), false],
        [new InvalidOperationException(), false],
        [new OutOfMemoryException(), false],
    ];

    [Test]
    public async Task Sealed_study_that_cannot_be_queued_waits_however_often()
    {
        await using var fixture = await StorageFixture.OpenAsync();
        using var metrics = new TransferMetrics();
        var report = new StudyReport(fixture.Records.Studies, new SealedStudies(fixture.Storage.Folder, fixture.Time), new StudyRunnerOptions(), metrics, fixture.Time, NullLogger<StudyReport>.Instance);
        await fixture.ReceiveAsync("1.2.3", "1.2.3.1", "content");
        await fixture.SealAsync(await fixture.AssembleAndClaimAsync((await fixture.SingleStudyAsync()).StudyId));
        for (var failures = 1; failures <= 5; failures++)
        {
            fixture.Time.Advance(TimeSpan.FromMinutes(11));
            var work = (await ClaimAsync(fixture))!;
            await report.FailedAsync(work, new InvalidOperationException(), work.Lease);
            var study = await fixture.SingleStudyAsync();
            Assert.That((study.State, study.Attempts, study.Waits), Is.EqualTo((StudyState.Inspected, 0, failures)));
        }
    }

    private static async Task<StudyWork?> ClaimAsync(StorageFixture fixture) =>
        await fixture.Records.Studies.ClaimNextAsync("worker", TimeSpan.FromMinutes(5), CancellationToken.None);
}
