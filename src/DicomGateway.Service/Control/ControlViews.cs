using System.Text.Json;
using DicomGateway.Transfer.Assembly;
using DicomGateway.Transfer.Records;
using DicomGateway.Transfer.Records.Holds;
using DicomGateway.Transfer.Records.Patients;
using DicomGateway.Transfer.Records.Profiles;
using DicomGateway.Transfer.Records.Rejections;
using DicomGateway.Transfer.Records.Studies;

namespace DicomGateway.Service.Control;

/// <summary>Records, as commands see them.</summary>
internal static class ControlViews
{
    public static StudyView Of(StudySummary study) => new(
        study.StudyId,
        study.Project,
        study.State.ToString(),
        study.Revision,
        study.InstanceCount,
        study.Modality,
        study.FirstReceived,
        study.LastReceived,
        study.StateSince,
        study.Attempts,
        study.Waits,
        study.KeptProfile);

    public static RejectionView Of(RejectionRecord rejection) => new(
        rejection.Project, rejection.StudyId, rejection.NoteStudyId, rejection.Code, RejectionTitle.Of(rejection.Code), rejection.Decision.ToString().ToLowerInvariant(), rejection.WasSent, rejection.At);

    public static MergeView Of(MergeRecord merge) => new(
        merge.MergeId, merge.Project, merge.Merge.Absorbed.Issuer, merge.Merge.Absorbed.Id, merge.Merge.Surviving.Issuer, merge.Merge.Surviving.Id, merge.At, merge.By,
        merge.Why, merge.UndoneAt, merge.UndoneBy, merge.UndoneWhy);

    public static DifferingView Of(DifferingStudy study) => new(study.Study, study.State.ToString(), study.Sent, study.Today, study.Instances, study.Destinations);

    public static OptOutView Of(OptOutRecord entry) => new(entry.Project, entry.Issuer, entry.PatientId, entry.Added);

    public static ProfileView Of(ProfileUse use)
    {
        using var content = JsonDocument.Parse(use.Profile.Content);
        return new ProfileView(use.Profile.Version, use.Profile.Name, use.Kept, use.Studies, content.RootElement.Clone());
    }

    public static TimelineView Of(AuditEntry entry) => new(entry.Sequence, entry.At, entry.Actor, entry.Action, entry.Detail);

    public static FindingView Of(FindingRecord finding) =>
        new(finding.Stage, finding.Code, finding.Severity.ToString(), finding.Place, finding.Text, finding.InstanceId);

    public static HoldView Of(HoldRecord hold) => new(
        hold.StudyId,
        hold.Project,
        hold.Revision,
        hold.Stage,
        hold.Since,
        hold.Decision.ToString(),
        hold.DecidedBy,
        hold.Why,
        [.. hold.Findings.Select(Of)]);
}
