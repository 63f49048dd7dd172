using System.Globalization;
using DicomGateway.Service.Hosting;
using DicomGateway.Transfer.Records.Alerts;
using DicomGateway.Transfer.Records.Jobs;

namespace DicomGateway.Service.Alerts.Looking;

/// <summary>Jobs that have ended, and those that run without getting on. One that waits for its PACS's window is not stuck.</summary>
internal sealed class JobSource(GatewayNode node, TimeSpan stuckAfter, TimeProvider time) : IAlertSource
{
    private static readonly TimeSpan LookBack = TimeSpan.FromDays(7);

    private readonly Dictionary<long, DateTimeOffset> _waited = [];
    private readonly DateTimeOffset _begun = time.GetUtcNow();

    public AlertKind Kind => AlertKind.Job;

    public async ValueTask<AlertLook> LookAsync(CancellationToken cancellationToken)
    {
        var (stuck, unsure) = (new List<AlertSighting>(), new List<string>());
        var ended = new List<AlertSighting>();
        foreach (var end in await node.Records.AlertFacts.ListEndedJobsAsync(time.GetUtcNow() - LookBack, cancellationToken))
        {
            var subject = string.Create(CultureInfo.InvariantCulture, $"job {end.JobId} ended {end.At.UtcTicks}");
            if (!await node.Records.Alerts.IsKnownAsync(Kind, subject, cancellationToken) && await node.Records.Jobs.FindAsync(end.JobId, cancellationToken) is { } job)
                ended.Add(new AlertSighting { Subject = subject, Text = DescribeEnd(job), IsEvent = true, Since = end.At });
        }

        foreach (var progress in await node.Records.AlertFacts.ListRunningJobsAsync(cancellationToken))
        {
            var subject = string.Create(CultureInfo.InvariantCulture, $"job {progress.JobId} stuck");
            if (progress.Last > time.GetUtcNow() - stuckAfter)
                continue;
            if (await node.Records.Jobs.FindAsync(progress.JobId, cancellationToken) is not { } job)
                continue;
            if (LastExcuse(job) > time.GetUtcNow() - stuckAfter)
                unsure.Add(subject);
            else
                stuck.Add(new AlertSighting { Subject = subject, Text = DescribeStuck(job, progress.Last), Since = progress.Last });
        }

        return new AlertLook([.. ended, .. stuck], unsure);
    }

    /// <summary>When the job last had to wait for its PACS, or the node was started: from then on it has its time.</summary>
    private DateTimeOffset LastExcuse(JobSummary job)
    {
        var asked = job.From.Where(pacs => pacs.Open > 0).ToList();
        if (asked.Count > 0 && asked.TrueForAll(pacs => node.FindJobWaiting(pacs.Name) is not null))
            _waited[job.JobId] = time.GetUtcNow();
        return _waited.TryGetValue(job.JobId, out var waited) && waited > _begun ? waited : _begun;
    }

    private static string DescribeEnd(JobSummary job) => job.State == JobState.Done
        ? $"{Name(job)} is done: {Counts(job)}."
        : $"{Name(job)} is done with gaps: {Counts(job)}. `dicom-gateway job result` names every study that is not whole, with the reason.";

    private static string DescribeStuck(JobSummary job, DateTimeOffset since) => job.WaitsForPerson
        ? $"{Name(job)} waits for a person since {AlertTimes.Show(since)}: {Counts(job)}. Release or reject with `dicom-gateway hold`."
        : $"{Name(job)} runs, but no study has come to an end since {AlertTimes.Show(since)}: {Counts(job)}. Look with `dicom-gateway job show`, and at the PACS.";

    private static string Name(JobSummary job) => string.Create(CultureInfo.InvariantCulture, $"Job {job.JobId} (project {job.Project}, PACS {job.Pacs})");

    private static string Counts(JobSummary job) => string.Join(", ", job.Items.Where(item => item.Value > 0).OrderBy(item => item.Key)
        .Select(item => string.Create(CultureInfo.InvariantCulture, $"{item.Value} {item.Key.ToString().ToLowerInvariant()}")));
}
