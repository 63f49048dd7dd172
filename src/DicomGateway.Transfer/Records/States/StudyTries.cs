using DicomGateway.Transfer.Records.Database;

namespace DicomGateway.Transfer.Records.States;

/// <summary>How often a study was tried without a result, and what that was due to: the study, a process that ended over it, or the surroundings.</summary>
internal static class StudyTries
{
    public static void Add(RecordsSession session, long studyId, int failures = 0, int crashes = 0, int waits = 0) =>
        session.Execute(
            "UPDATE studies SET attempts = attempts + $1, crashes = crashes + $2, waits = waits + $3 WHERE study_id = $4",
            (long)(failures + crashes), (long)crashes, (long)waits, studyId);

    /// <summary>What was before is forgotten, and the study is due.</summary>
    public static void BeginAnew(RecordsSession session, RecordsContext context, long studyId) =>
        session.Execute("UPDATE studies SET attempts = 0, crashes = 0, waits = 0, due_at = $1 WHERE study_id = $2", context.Now, studyId);

    /// <summary>Whether a study during whose run the process ended is due. Such a study runs alone, so that it takes no other along a second time.</summary>
    public static long? FindDueAfterCrash(RecordsSession session, DateTimeOffset now) => session.FindNumber(
        """
        SELECT study_id FROM studies
        WHERE crashes > 0 AND state IN ($1, $2, $3) AND due_at <= $4 AND (lease_until IS NULL OR lease_until <= $4)
        ORDER BY due_at, study_id LIMIT 1
        """,
        StudyState.Assembled, StudyState.Processing, StudyState.Inspected, now);

    /// <summary>Studies that are being run, and of those the ones that run alone.</summary>
    public static (long All, long Alone) CountRunning(RecordsSession session, DateTimeOffset now)
    {
        const string running = "SELECT COUNT(*) FROM studies WHERE state IN ($1, $2) AND lease_until > $3";
        return (
            session.GetNumber(running, StudyState.Processing, StudyState.Inspected, now),
            session.GetNumber(running + " AND crashes > 0", StudyState.Processing, StudyState.Inspected, now));
    }
}
