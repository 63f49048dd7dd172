using System.Buffers;
using DicomGateway.Curation.Metadata;

namespace DicomGateway.Curation;

/// <summary>A study as Assembly hands it over: where its originals are and where its output goes.</summary>
public sealed class AssembledStudy
{
    private static readonly SearchValues<char> NameCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    /// <param name="project">Name of the project; its key and options apply.</param>
    /// <param name="studyId">Our own id of the study, no UID.</param>
    /// <param name="outputFolder">A folder of the study's own; a run clears what an earlier run left in it.</param>
    /// <param name="instances">The originals. Their order does not matter.</param>
    /// <param name="approvals">Recorded releases.</param>
    /// <param name="merges">Which patients are one person.</param>
    /// <exception cref="ArgumentException">An instance id is no file name, occurs twice, or there is no instance.</exception>
    public AssembledStudy(
        string project, string studyId, string outputFolder, IReadOnlyList<SourceInstance> instances, IReadOnlyList<StudyApproval>? approvals = null,
        PatientMerges? merges = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(project);
        ArgumentException.ThrowIfNullOrWhiteSpace(studyId);
        ArgumentException.ThrowIfNullOrWhiteSpace(outputFolder);
        if (instances.Count == 0)
            throw new ArgumentException("A study has at least one instance.", nameof(instances));
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var id in instances.Select(instance => instance.InstanceId))
        {
            if (id.Length is 0 or > 64 || id.AsSpan().ContainsAnyExcept(NameCharacters))
                throw new ArgumentException("An instance id is 1 to 64 letters, digits, '-' or '_'.", nameof(instances));
            if (!seen.Add(id))
                throw new ArgumentException("An instance id occurs twice.", nameof(instances));
        }

        Project = project;
        StudyId = studyId;
        OutputFolder = outputFolder;
        Instances = instances;
        Approvals = approvals ?? [];
        Merges = merges ?? PatientMerges.None;
    }

    public string Project { get; }

    public string StudyId { get; }

    public string OutputFolder { get; }

    public IReadOnlyList<SourceInstance> Instances { get; }

    public IReadOnlyList<StudyApproval> Approvals { get; }

    public PatientMerges Merges { get; }
}
