using DicomGateway.Transfer.Records.Database;

namespace DicomGateway.Transfer.Records.States;

/// <summary>What a change of state needs to know of a study.</summary>
internal sealed record StudyRow(long StudyId, string Project, StudyState State, int Revision, string? LeaseOwner, bool IsLate, long ClaimedArrival)
{
    public static StudyRow? Find(RecordsSession session, long studyId) => session.Find(
        "SELECT study_id, project, state, revision, lease_owner, is_late, claimed_arrival FROM studies WHERE study_id = $1",
        row => new StudyRow(row.Number(0), row.Text(1), (StudyState)row.Int(2), row.Int(3), row.TextOrNull(4), row.Flag(5), row.Number(6)),
        studyId);

    /// <exception cref="TransitionException">There is no such study.</exception>
    public static StudyRow Get(RecordsSession session, long studyId) =>
        Find(session, studyId) ?? throw new TransitionException($"There is no study {studyId}.");

    /// <exception cref="LeaseLostException">Somebody else has the study now.</exception>
    public static StudyRow GetLeased(RecordsSession session, long studyId, WorkLease lease)
    {
        var study = Get(session, studyId);
        return study.LeaseOwner == lease.Owner
            ? study
            : throw new LeaseLostException($"Study {studyId} is not leased to this worker any more; it is {study.State}.");
    }
}
