using DicomGateway.Curation;
using DicomGateway.Curation.Deidentification.Profiles;
using DicomGateway.Curation.Deidentification.Pseudonyms;
using DicomGateway.Transfer.Records.Profiles;

namespace DicomGateway.Transfer.Running;

/// <summary>A project's stages: under its present profile, or under the version that a study keeps.</summary>
internal sealed class ProjectStages
{
    private readonly TransferProject _project;
    private readonly IPseudonymSource _pseudonyms;
    private readonly IOutputFileWriter _writer;
    private readonly ProfileVersion _present;
    private readonly StudyPipeline _pipeline;

    public ProjectStages(TransferProject project, IPseudonymSource pseudonyms, IOutputFileWriter writer)
    {
        (_project, _pseudonyms, _writer) = (project, pseudonyms, writer);
        _present = ProfileVersion.Of(project.Profile, project.Curation);
        _pipeline = Create(_present);
    }

    /// <summary>Null when this program cannot use the version: what it would write otherwise does not belong to what is outside already.</summary>
    public StudyPipeline? TryFind(ProfileRecord? kept)
    {
        try
        {
            return IsPresent(kept) ? _pipeline : Create(VersionOf(kept));
        }
        catch (ProfileException)
        {
            return null;
        }
    }

    /// <exception cref="ProfileException">This program cannot use the version.</exception>
    public ProfileVersion VersionOf(ProfileRecord? kept) => IsPresent(kept) ? _present : ProfileVersion.Read(kept!.Version, kept.Content);

    private bool IsPresent(ProfileRecord? kept) => kept is null || kept.Version == _present.Hash;

    private StudyPipeline Create(ProfileVersion version) => new(new CurationStages(_project.Curation, version, _pseudonyms, _writer));
}
