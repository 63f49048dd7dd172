using DicomGateway.Curation;
using DicomGateway.Curation.Deidentification.Profiles;
using DicomGateway.Service.Configuration;
using DicomGateway.Service.Configuration.Sections;
using DicomGateway.Service.Configuration.Sections.Destinations;
using DicomGateway.Transfer;
using DicomGateway.Transfer.Jobs;
using DicomGateway.Transfer.Running;
using DicomGateway.Transfer.Services.Admission;

namespace DicomGateway.Service.Hosting;

/// <summary>The configuration, as Transfer wants it.</summary>
internal static class TransferSettings
{
    /// <exception cref="ProfileException">A profile is missing or wrong.</exception>
    public static TransferOptions From(LoadedConfiguration configuration)
    {
        var values = configuration.Values;
        return new TransferOptions
        {
            Projects = [.. values.Projects.Select(project => Project(project, configuration))],
            Archives = [.. DestinationSettings.Of(values, DestinationType.Dicom).Select(destination => DestinationSettings.Archive(destination, configuration))],
            StowServers = [.. DestinationSettings.Of(values, DestinationType.Stow).Select(destination => DestinationSettings.Stow(destination, configuration))],
            Folders = [.. DestinationSettings.Of(values, DestinationType.Folder).Select(destination => DestinationSettings.Folder(destination, configuration))],
            Admission = new AdmissionOptions
            {
                PromisesStorage = values.Commitment.Enabled,
                Associations = values.Limits.Connections,
                AssociationsPerAddress = values.Limits.AssociationsPerPeer,
            },
            Jobs = Jobs(values),
            Promises = DestinationSettings.Promises(configuration),
            Runner = new StudyRunnerOptions { Studies = values.Work.Studies },
            Retention = new RetentionTimes
            {
                Originals = values.Retention.Originals,
                Held = values.Retention.Held,
                Rejected = values.Retention.Rejected,
                Deidentified = values.Retention.Deidentified,
                Interval = values.Work.RetentionInterval,
            },
        };
    }

    private static JobOptions Jobs(GatewayConfiguration values) => new()
    {
        RetrieveAeTitles = values.Retrieve.AeTitles,
        MinimumFreeBytes = Math.Max(values.Retrieve.WatermarkMegabytes, values.Storage.WatermarkMegabytes * 3L / 2) * 1048576L,
        Stall = values.Retrieve.Stall,
        LateTime = values.Retrieve.LateTime,
        Rounds = values.Retrieve.Rounds,
    };

    private static TransferProject Project(ProjectOptions project, LoadedConfiguration configuration) => new()
    {
        Name = project.Name,
        AeTitles = project.AeTitles,
        Profile = DeidentificationProfile.Load(ProfileFiles.Find(project.Profile, configuration.Folder)
            ?? throw new ProfileException(project.Profile, ["is missing; put the profile into profiles/ beside the configuration."])),
        Curation = new CurationOptions
        {
            Profile = project.Profile,
            DefaultIssuerOfPatientId = project.DefaultIssuer,
            PseudonymPrefix = project.PseudonymPrefix,
            KeyPatientByStudy = project.PatientPerStudy,
            PlaceholderPatientIds = project.PlaceholderPatientIds,
            LetThrough = project.LetThrough,
        },
        Destinations = project.Destinations,
        AssemblyIdle = project.AssemblyIdle,
        RejectionNotes = project.RejectionNotes,
        OptOutList = project.OptOutList is { } list ? configuration.Resolve(list) : null,
    };
}
