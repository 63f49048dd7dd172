using DicomGateway.Transfer.Records.Instances;
using DicomGateway.Transfer.Records.Patients;
using DicomGateway.Transfer.Records.Profiles;
using DicomGateway.Transfer.Records.States;

namespace DicomGateway.Transfer.Records.Studies;

/// <summary>A study that this process has leased: run it, then report with the same lease.</summary>
/// <param name="Study">The study; Processing after Assembled, or Inspected when only forwarding is left to queue.</param>
/// <param name="Lease">Proof that the study is still ours; a report under an expired lease is refused.</param>
/// <param name="Instances">Versions that count, oldest first.</param>
/// <param name="Identity">What identifies the study, decrypted.</param>
/// <param name="Approvals">What people have released, for the stages to read.</param>
/// <param name="Manifest">The latest seal, or null.</param>
/// <param name="KeptProfile">The version of the profile that the study keeps, or null: the project's present one.</param>
public sealed record StudyWork(
    StudySummary Study,
    WorkLease Lease,
    IReadOnlyList<InstanceRecord> Instances,
    StudyIdentity Identity,
    IReadOnlyList<ApprovalRecord> Approvals,
    ManifestRecord? Manifest,
    ProfileRecord? KeptProfile)
{
    /// <summary>What people have said of its patient.</summary>
    public PatientHistory Patients { get; init; } = PatientHistory.None;
}
