using DicomGateway.Curation;
using DicomGateway.Curation.Deidentification.Profiles;
using DicomGateway.Curation.Deidentification.Pseudonyms;
using DicomGateway.Curation.Metadata;
using DicomGateway.Transfer.Records.Merges;

namespace DicomGateway.Transfer.Assembly;

/// <summary>Patients whom an administrator takes for one person, or no more, and what is out under another pseudonym than they have now.</summary>
public sealed class PatientChanges
{
    private readonly MergeStore _store;
    private readonly IReadOnlyList<TransferProject> _projects;
    private readonly IPseudonymSource _pseudonyms;

    internal PatientChanges(MergeStore store, IReadOnlyList<TransferProject> projects, IPseudonymSource pseudonyms) =>
        (_store, _projects, _pseudonyms) = (store, projects, pseudonyms);

    /// <param name="project">Under which project.</param>
    /// <param name="lines">Two patients, the one that is absorbed first: a Patient ID, or issuer, a tab and Patient ID.</param>
    /// <param name="by">Who says so.</param>
    /// <param name="why">The reason.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <exception cref="MergeException">Nothing was changed; the text says why.</exception>
    public async Task<MergeResult> MergeAsync(string project, IReadOnlyList<string> lines, string by, string why, CancellationToken cancellationToken)
    {
        var patients = Read(project, lines, 2, why);
        return await _store.RecordAsync(project, new PatientMerge(patients[0], patients[1]), by, why, cancellationToken).ConfigureAwait(false);
    }

    /// <param name="project">Under which project.</param>
    /// <param name="lines">The patient that was absorbed.</param>
    /// <param name="by">Who says so.</param>
    /// <param name="why">The reason.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <exception cref="MergeException">Nothing was changed; the text says why.</exception>
    public async Task<MergeResult> UnmergeAsync(string project, IReadOnlyList<string> lines, string by, string why, CancellationToken cancellationToken) =>
        await _store.UndoAsync(project, Read(project, lines, 1, why)[0], by, why, cancellationToken).ConfigureAwait(false);

    /// <summary>Studies that are out under another pseudonym than their patient has today: to be corrected where they are.</summary>
    /// <exception cref="MergeException">There is no such project.</exception>
    public async Task<IReadOnlyList<DifferingStudy>> ListDifferingAsync(string project, CancellationToken cancellationToken)
    {
        var options = Project(project).Curation;
        var forwarded = await _store.ListForwardedAsync(project, cancellationToken).ConfigureAwait(false);
        return forwarded.Count == 0 ? [] : [.. forwarded.Select(study => Compare(study, options, _pseudonyms.GetKey(project))).OfType<DifferingStudy>()];
    }

    private static DifferingStudy? Compare(ForwardedStudy study, CurationOptions options, ProjectKey key)
    {
        var applied = OptionsOf(study, options);
        var patient = PatientIdentity.Of(study.Identity.IssuerOfPatientId, study.Identity.PatientId ?? "", applied);
        var (kept, today) = (study.History.For(patient).Survivor(patient), study.History.Today(patient));
        return kept == today
            ? null
            : new DifferingStudy(study.Study.StudyId, study.Study.State, PatientPseudonym.Of(key, applied, kept), PatientPseudonym.Of(key, applied, today), study.Instances, study.Destinations);
    }

    /// <summary>A version that this program cannot use says nothing of pseudonyms; the project does.</summary>
    private static CurationOptions OptionsOf(ForwardedStudy study, CurationOptions options)
    {
        try
        {
            return ProfileVersion.Read(study.Profile.Version, study.Profile.Content).Apply(options);
        }
        catch (ProfileException)
        {
            return options;
        }
    }

    private List<PatientIdentity> Read(string name, IReadOnlyList<string> lines, int count, string why)
    {
        var options = Project(name).Curation;
        if (string.IsNullOrWhiteSpace(why))
            throw new MergeException("There is no reason.", "Give it with --why: it is kept in the audit.");
        var patients = OptOutLine.Parse(lines);
        if (patients.Count != count || patients.Any(patient => patient.IsWithdrawn || patient.PatientId.Length == 0))
        {
            throw new MergeException(
                $"The input has {patients.Count} patient(s) where {count} belong.",
                count == 2 ? "Write two lines: the patient that is absorbed, then the one that survives." : "Write one line: the patient that was absorbed.");
        }

        if (patients.FirstOrDefault(patient => options.NamesNobody(patient.PatientId)) is { } placeholder)
            throw new MergeException($"Line {placeholder.Number} of the input has a Patient ID that means \"none\".", "Everybody without an identifier has it: correct it at the source.");
        return [.. patients.Select(patient => PatientIdentity.Of(patient.Issuer, patient.PatientId, options))];
    }

    private TransferProject Project(string name) =>
        _projects.FirstOrDefault(project => project.Name == name) ?? throw new MergeException($"There is no project '{name}'.", "See `projects export`.");
}
