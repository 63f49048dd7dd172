using DicomGateway.Transfer.Forwarding.Dicom;
using DicomGateway.Transfer.Forwarding.Folder;
using DicomGateway.Transfer.Forwarding.Stow;
using DicomGateway.Transfer.Jobs;
using DicomGateway.Transfer.Records.Commitments;
using DicomGateway.Transfer.Running;
using DicomGateway.Transfer.Services.Admission;
using DicomGateway.Transfer.Services.Storage;
using DicomGateway.Transfer.Services.StorageCommitment;
using DicomGateway.Transfer.Spool;

namespace DicomGateway.Transfer;

/// <summary>What the configuration says about receiving, running and forwarding studies.</summary>
public sealed record TransferOptions
{
    public IReadOnlyList<TransferProject> Projects { get; init; } = [];

    public IReadOnlyList<ArchiveOptions> Archives { get; init; } = [];

    /// <summary>Destinations by STOW-RS.</summary>
    public IReadOnlyList<StowOptions> StowServers { get; init; } = [];

    /// <summary>Destinations that are folders.</summary>
    public IReadOnlyList<FolderOptions> Folders { get; init; } = [];

    public AdmissionOptions Admission { get; init; } = new();

    public ReceivingOptions Receiving { get; init; } = new();

    public StudyRunnerOptions Runner { get; init; } = new();

    /// <summary>How long promises of archives are sought.</summary>
    public ProofRules Proof { get; init; } = new();

    /// <summary>Whom we promise to keep what we received.</summary>
    public PromiseOptions Promises { get; init; } = new();

    public RetentionTimes Retention { get; init; } = new();

    /// <summary>Names of the destinations of every type.</summary>
    public IEnumerable<string> DestinationNames =>
        Archives.Select(archive => archive.Name).Concat(StowServers.Select(server => server.Name)).Concat(Folders.Select(folder => folder.Name));

    public JobOptions Jobs { get; init; } = new();

    /// <summary>How long nothing may come for a study until it is whole, by project; what nobody asked for is looked at soon.</summary>
    internal IReadOnlyDictionary<string, TimeSpan> IdleTimes()
    {
        var times = Projects.ToDictionary(project => project.Name, project => project.AssemblyIdle, StringComparer.Ordinal);
        times.Add(ReceiveContext.NoProject, TimeSpan.FromMinutes(1));
        return times;
    }

    /// <summary>Every mistake, with its remedy; empty when all is well.</summary>
    public IReadOnlyList<string> Validate()
    {
        var errors = new List<string>();
        Repeated("projects", Projects.Select(project => project.Name));
        Repeated("destinations", DestinationNames);
        Repeated("AE titles of projects and retrievals", Projects.SelectMany(project => project.AeTitles).Concat(Jobs.RetrieveAeTitles));
        var archives = DestinationNames.ToHashSet(StringComparer.Ordinal);
        foreach (var project in Projects)
        {
            errors.AddRange(project.Destinations.Where(name => !archives.Contains(name))
                .Select(name => $"project {project.Name}: destination {name} is not defined; define it or take it out."));
            errors.AddRange(project.Curation.Validate().Select(error => $"project {project.Name}: {error}"));
        }

        return errors;

        void Repeated(string what, IEnumerable<string> names) =>
            errors.AddRange(names.GroupBy(name => name, StringComparer.Ordinal).Where(group => group.Count() > 1)
                .Select(group => $"{what}: {group.Key} is there {group.Count()} times; names must differ."));
    }
}
