using DicomGateway.Curation.Deidentification.Profiles;
using DicomGateway.Transfer.Assembly;
using DicomGateway.Transfer.Records.Profiles;

namespace DicomGateway.Transfer;

/// <summary>
/// After an upgrade from a program that recorded a profile's name only: what it de-identified gets its version, before anything runs again. Such
/// programs knew one table and no options, so that the name tells the whole profile; pseudonyms are taken to be made as they are now.
/// </summary>
internal sealed class EarlierProfiles(ProfileStore profiles, IReadOnlyList<TransferProject> projects)
{
    private const string OnlyTable = "2026d";

    public async Task AdoptAsync(CancellationToken cancellationToken)
    {
        foreach (var (name, profile) in await profiles.ListUnversionedAsync(cancellationToken).ConfigureAwait(false))
        {
            // What belongs to a project that is not there now waits until it is.
            if (projects.FirstOrDefault(project => project.Name == name) is not { } project)
                continue;
            var version = ProfileVersion.Of(new DeidentificationProfile { Name = profile, TableEdition = OnlyTable }, project.Curation);
            await profiles.AdoptAsync(name, StudyHandOver.ToRecord(version), cancellationToken).ConfigureAwait(false);
        }
    }
}
