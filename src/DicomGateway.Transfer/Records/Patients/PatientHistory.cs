using DicomGateway.Curation.Metadata;

namespace DicomGateway.Transfer.Records.Patients;

/// <summary>What was ever said of a study's patient and of those connected with it.</summary>
/// <param name="Merges">Oldest first, those taken back included.</param>
/// <param name="KeptSince">When the seal was made that the study first went out with; null while nothing of it is out.</param>
public sealed record PatientHistory(IReadOnlyList<MergeRecord> Merges, DateTimeOffset? KeptSince)
{
    public static PatientHistory None { get; } = new([], null);

    /// <summary>The merges that count for the study: those of today, and for what is out already those of then.</summary>
    /// <param name="patient">An identity of the study's patient.</param>
    public PatientMerges For(PatientIdentity patient)
    {
        var today = new PatientMerges(Merges.Where(merge => merge.UndoneAt is null).Select(merge => merge.Merge));
        return KeptSince is { } then && Merges.Count > 0
            ? today.Keeping(patient, new PatientMerges(Merges.Where(merge => merge.IsInForceAt(then)).Select(merge => merge.Merge)))
            : today;
    }

    /// <summary>The identity that the patient goes by today, whatever the study keeps.</summary>
    public PatientIdentity Today(PatientIdentity patient) =>
        new PatientMerges(Merges.Where(merge => merge.UndoneAt is null).Select(merge => merge.Merge)).Survivor(patient);
}
