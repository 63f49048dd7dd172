using System.Globalization;
using DicomGateway.Service.Hosting;
using DicomGateway.Transfer.Jobs.Cohorts.Reporting;
using DicomGateway.Transfer.Records.Jobs;
using DicomGateway.Transfer.Records.Jobs.Items;

namespace DicomGateway.Service.Demo;

/// <summary>Studies found by criteria, frozen, fetched and accounted for: the way of a research operator.</summary>
internal sealed class DemoRetrieval(GatewayNode node, TimeProvider time, TextWriter output)
{
    private const string By = "demo";

    private const string Criteria =
        $$"""
        name: demo
        pacs: {{DemoConfiguration.PacsName}}
        modalities: [CT, MR, CR]
        rules:
          - id: cross-sectional
            level: study
            reason: only CT and MR are wanted
            exclude: { attribute: ModalitiesInStudy, equals: CR }
        """;

    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(5);

    /// <summary>True when all that was selected has come, gone and been promised, and the sums agree.</summary>
    public async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        output.WriteLine();
        var preview = await PreviewAsync(cancellationToken);
        var version = await node.Cohorts.FreezeAsync(preview, By, "demonstration", acceptsDeviations: false, cancellationToken);
        output.WriteLine($"Frozen as {version.Cohort} version {version.Version}, SHA-256 {version.Sha256}");
        var request = new JobRequest(DemoConfiguration.RetrieveProject, DemoConfiguration.PacsName, By, "demonstration", NeedsAnother: false) { Cohort = (version.Cohort, version.Version!.Value) };
        var studies = node.Records.Cohorts.ReadSelectionAsync(version.Cohort, version.Version.Value, cancellationToken);
        var job = await node.Records.Jobs.CreateAsync(request, studies, cancellationToken);
        await node.Records.Jobs.RunAsync(job, By, cancellationToken);
        var end = await FollowAsync(job, cancellationToken);
        return await ReportAsync(job, preview, end, cancellationToken);
    }

    private async Task<long> PreviewAsync(CancellationToken cancellationToken)
    {
        var id = await node.Cohorts.PreviewAsync(Criteria, null, By, waits: false, cancellationToken);
        await node.Cohorts.WaitAsync(id, cancellationToken);
        var preview = (await node.Records.Cohorts.FindPreviewAsync(id, cancellationToken))!;
        var tally = preview.Tally;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"Cohort {preview.Cohort}, preview {preview.State}: {tally.Studies} studies found by {tally.Queries} queries, {tally.StudiesSelected} selected with {tally.InstancesSelected} instances"));
        return id;
    }

    /// <summary>Prints where the studies are whenever that has changed, until the job has ended and what it fetched has been promised.</summary>
    private async Task<JobSummary> FollowAsync(long id, CancellationToken cancellationToken)
    {
        var (start, last) = (time.GetTimestamp(), "");
        while (true)
        {
            var job = (await node.Records.Jobs.FindAsync(id, cancellationToken))!;
            var now = $"Job {id} {job.State}: {string.Join(", ", job.Items.OrderBy(count => count.Key).Select(count => $"{count.Value} {count.Key}"))}";
            if (now != last)
                output.WriteLine(last = now);
            var isPromised = (await ListAsync(id, cancellationToken)).All(item => item.State != JobItemState.Complete || item.Progress.Committed >= item.Progress.Expected);
            if ((job.State is JobState.Done or JobState.DoneWithGaps && isPromised) || time.GetElapsedTime(start) > LongestWait)
                return job;
            await Task.Delay(TimeSpan.FromMilliseconds(100), time, cancellationToken);
        }
    }

    private async Task<bool> ReportAsync(long id, long preview, JobSummary job, CancellationToken cancellationToken)
    {
        var items = await ListAsync(id, cancellationToken);
        foreach (var item in items)
        {
            var progress = item.Progress;
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"    row {item.Row}: {item.State}, {progress.Expected} expected, {progress.Received} received, {progress.Deidentified} de-identified, {progress.Forwarded} forwarded, {progress.Committed} committed {item.Reason}"));
        }

        var report = await new AttritionReports(node.Records.Cohorts).CreateAsync(preview, cancellationToken);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Attrition: {report.Preview.Tally.Studies} studies = {report.StudiesSelected} selected + {report.Studies.Sum(line => line.Count)} left out"));
        foreach (var line in report.Studies)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"    {line.Count} left out: {line.Reason}: {line.Text}"));
        var isWhole = job.State == JobState.Done && report.Balances && items.Count == report.StudiesSelected
            && items.All(item => item.State == JobItemState.Complete && item.Progress is { Missing: 0 } progress && progress.Committed >= progress.Expected);
        output.WriteLine(isWhole ? "Complete: every instance of the selection has come, gone and been promised." : "UNEXPECTED: the retrieval is not whole.");
        return isWhole;
    }

    private ValueTask<IReadOnlyList<JobItemSummary>> ListAsync(long job, CancellationToken cancellationToken) =>
        node.Records.JobItems.ListAsync(job, null, 0, 1000, cancellationToken);
}
