using System.Globalization;
using DicomGateway.Transfer.Records.Catalogue;
using DicomGateway.Transfer.Records.Database;
using DicomGateway.Transfer.Records.Jobs;
using DicomGateway.Transfer.Records.States;

namespace DicomGateway.Transfer.Records.Exclusions;

/// <summary>Series that rules of cohorts leave out by what came: kept and accounted for, and not sent.</summary>
internal sealed class ExclusionStore(RecordsContext context)
{
    private const string Stage = "completeness";
    private const string Code = "cohort.left-out";

    /// <summary>Work items about a study whose cohorts have rules on received headers.</summary>
    public ValueTask<IReadOnlyList<ItemRules>> FindRulesAsync(long studyId, CancellationToken cancellationToken) =>
        context.ReadAsync(session => session.InSnapshot(() => ExclusionRows.FindRules(session, context.Cipher, studyId)), cancellationToken);

    /// <summary>Delivered items over a study that had come to rest before anybody asked their rules, by study.</summary>
    public ValueTask<IReadOnlyList<long>> FindUnjudgedAsync(int limit, CancellationToken cancellationToken) => context.ReadAsync<IReadOnlyList<long>>(
        session => session.Query(
            $"""
             SELECT DISTINCT s.study_id FROM {JobColumns.ItemsWithStudies} JOIN jobs j ON j.job_id = i.job_id
             WHERE i.state = $1 AND i.is_judged = 0 AND j.judges_received = 1 AND s.state IN ($2, $3, $5) AND i.item_id IN (SELECT item_id FROM job_series) LIMIT $4
             """,
            row => row.Number(0), JobItemState.Delivering, StudyState.Forwarded, StudyState.Committed, (long)limit, StudyState.Excluded),
        cancellationToken);

    /// <summary>Keeps verdicts about a study at rest: what was sent cannot be called back, and what somebody wants of it is settled with its item.</summary>
    public ValueTask RecordAsync(IReadOnlyList<ItemVerdicts> verdicts, CancellationToken cancellationToken) => context.Writer.RunAsync(
        session =>
        {
            foreach (var item in verdicts)
                ExclusionRows.Write(session, item);
        },
        cancellationToken);

    /// <summary>
    /// Keeps verdicts about a study that is being run, takes out of it what all who want it leave out and takes in again what somebody wants while
    /// its original is here. What a destination has, or may have, stays in. The same verdicts again change nothing.
    /// </summary>
    /// <returns>The instances that are out.</returns>
    public ValueTask<IReadOnlySet<Guid>> ApplyAsync(long studyId, WorkLease lease, IReadOnlyList<ItemVerdicts> verdicts, CancellationToken cancellationToken) =>
        context.Writer.RunAsync<IReadOnlySet<Guid>>(
            session =>
            {
                var study = StudyRow.GetLeased(session, studyId, lease);
                foreach (var item in verdicts)
                    ExclusionRows.Write(session, item);
                var leftOut = ExclusionRows.FindLeftOut(session, studyId);
                var instances = session.Query(
                    """
                    SELECT i.instance_id, i.series_hash, i.disposition FROM instances i
                    WHERE i.study_id = $1 AND i.arrival <= $2 AND ((i.disposition = $3 AND i.bytes_state = $6) OR (i.disposition IN ($4, $5) AND NOT EXISTS (
                        SELECT 1 FROM outputs o JOIN deliveries d ON d.output_id = o.output_id
                        WHERE o.source_instance = i.instance_id AND (d.state IN (2, 3, 4) OR d.is_in_doubt))))
                    """,
                    row => new Counted(row.Id(0), row.HexOrEmpty(1), (InstanceDisposition)row.Int(2)),
                    studyId, study.ClaimedArrival, InstanceDisposition.Excluded, InstanceDisposition.Pending, InstanceDisposition.Held, BytesState.Present);
                TakeOut(session, study, leftOut, [.. instances.Where(one => one.IsIn && leftOut.ContainsKey(one.Series))]);
                TakeIn(session, study, [.. instances.Where(one => !one.IsIn && !leftOut.ContainsKey(one.Series))]);
                return session.Query(
                    "SELECT instance_id FROM instances WHERE study_id = $1 AND disposition = $2", row => row.Id(0), studyId, InstanceDisposition.Excluded).ToHashSet();
            },
            cancellationToken);

    private void TakeOut(RecordsSession session, StudyRow study, IReadOnlyDictionary<string, IReadOnlyList<string>> leftOut, IReadOnlyList<Counted> instances)
    {
        if (instances.Count == 0)
            return;
        foreach (var instance in instances)
            InstanceWithdrawal.Run(session, context, instance.InstanceId, InstanceDisposition.Excluded, "left out by a rule");
        CatalogueRows.Hide(session, study.StudyId);
        var series = instances.Select(instance => instance.Series).Distinct().ToList();
        var rules = string.Join(", ", series.SelectMany(one => leftOut[one]).Distinct().Order(StringComparer.Ordinal));
        var text = string.Create(
            CultureInfo.InvariantCulture, $"{instances.Count} instance(s) of {series.Count} series are left out by what was received and are not sent: excluded by rule {rules}.");
        StudyChanges.AddFindings(session, context, study, holdId: null, [new FindingRecord(Stage, Code, FindingSeverity.Note, null, text)]);
        Audit(session, study, "study.series-left-out", instances.Count, rules);
    }

    private void TakeIn(RecordsSession session, StudyRow study, IReadOnlyList<Counted> instances)
    {
        if (instances.Count == 0)
            return;
        foreach (var instance in instances)
        {
            session.Execute(
                "UPDATE instances SET disposition = $1, disposed_at = $2 WHERE instance_id = $3", InstanceDisposition.Pending, context.Now, instance.InstanceId);
        }

        Audit(session, study, "study.series-taken-in", instances.Count, null);
    }

    private void Audit(RecordsSession session, StudyRow study, string action, int count, string? rules)
    {
        var detail = new Dictionary<string, string> { ["count"] = count.ToString(CultureInfo.InvariantCulture) };
        if (rules is not null)
            detail["rules"] = rules;
        AuditChain.Append(session, context, AuditChain.Service, action, study.Project, study.StudyId, detail);
    }

    private sealed record Counted(Guid InstanceId, string Series, InstanceDisposition Disposition)
    {
        public bool IsIn => Disposition != InstanceDisposition.Excluded;
    }
}
