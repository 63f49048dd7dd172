namespace DicomGateway.Curation.Metadata;

/// <summary>Which identities are one person, as people have recorded it.</summary>
public sealed class PatientMerges
{
    private readonly Dictionary<PatientIdentity, PatientIdentity> _into;
    private readonly (PatientIdentity Of, PatientIdentity As)? _kept;

    public PatientMerges(IEnumerable<PatientMerge> merges)
        : this(merges.ToDictionary(merge => merge.Absorbed, merge => merge.Surviving), null)
    {
    }

    private PatientMerges(Dictionary<PatientIdentity, PatientIdentity> into, (PatientIdentity Of, PatientIdentity As)? kept) => (_into, _kept) = (into, kept);

    public static PatientMerges None { get; } = new([]);

    public bool AreNone => _into.Count == 0 && _kept is null;

    /// <summary>The identity that the person goes by.</summary>
    public PatientIdentity Survivor(PatientIdentity patient)
    {
        var survivor = Follow(patient);
        return _kept is { } kept && survivor == kept.Of ? kept.As : survivor;
    }

    /// <summary>For a study that went out before: its patient, by whatever identity, goes on by the one under which that was.</summary>
    /// <param name="patient">An identity of the study's patient.</param>
    /// <param name="before">The merges as they were then.</param>
    public PatientMerges Keeping(PatientIdentity patient, PatientMerges before) => new(_into, (Follow(patient), before.Survivor(patient)));

    private PatientIdentity Follow(PatientIdentity patient)
    {
        // Nobody can record a circle; a damaged record must not hang a run all the same.
        for (var steps = 0; steps <= _into.Count && _into.TryGetValue(patient, out var next); steps++)
            patient = next;
        return patient;
    }
}
