using DicomGateway.Transfer.Records.Database;
using DicomGateway.Transfer.Records.Deliveries;
using DicomGateway.Transfer.Records.Holds;
using DicomGateway.Transfer.Records.States;

namespace DicomGateway.Transfer.Records.Merges;

/// <summary>What becomes of the studies of patients who are one person from now on, or no more.</summary>
internal static class MergeEffects
{
    /// <summary>Validation's finding that a merge may answer.</summary>
    private const string SeveralPatients = "hierarchy.several-patients";

    public static MergeResult On(RecordsSession session, RecordsContext context, IReadOnlyList<long> studies, string by, string why)
    {
        var (again, stopped) = (0, 0);
        foreach (var study in studies.Select(studyId => StudyRow.Get(session, studyId)))
        {
            if (DeliveryQueue.HasOptedOut(session, study.StudyId))
            {
                // An objection of either is one of the person.
                stopped += Stop(session, context, study, by) ? 1 : 0;
                continue;
            }

            if (study.State == StudyState.Held && IsHeldForSeveralPatients(session, study.StudyId))
            {
                HoldStore.RunAgain(session, context, study, HoldDecision.Superseded, by, why);
                again++;
            }
            else if (study.State is StudyState.Processing or StudyState.Inspected)
            {
                StudyChanges.Disturb(session, context, study, "patients merged");
                again++;
            }
        }

        return new MergeResult(again, stopped);
    }

    private static bool Stop(RecordsSession session, RecordsContext context, StudyRow study, string by)
    {
        session.Execute("DELETE FROM catalogue_studies WHERE study_id = $1", study.StudyId);
        if (study.State is StudyState.Inspected or StudyState.Forwarding)
        {
            DeliveryQueue.HoldForOptOut(session, context, study, by);
            return true;
        }

        StudyChanges.CancelDeliveries(session, context, study.StudyId, "opted out");
        return false;
    }

    private static bool IsHeldForSeveralPatients(RecordsSession session, long studyId) => session.GetNumber(
        "SELECT COUNT(*) FROM holds h JOIN findings f ON f.hold_id = h.hold_id WHERE h.study_id = $1 AND h.decision = $2 AND f.code = $3",
        studyId, HoldDecision.Open, SeveralPatients) > 0;
}
