using DicomGateway.Curation.Deidentification.Tables;
using DicomGateway.Dicom.Data;

namespace DicomGateway.Curation.Deidentification.Profiles;

/// <summary>PS3.15 table E.1-1 under the option columns that a profile switches on.</summary>
internal sealed class ProfilePolicy(DeidentificationProfile profile, ProfileTable table)
{
    private readonly ProfileOption[] _options = [.. profile.Options];

    /// <summary>What the table says of the attribute; None when it does not have it.</summary>
    public ProfileAction ActionOf(DicomTag tag)
    {
        if (table.Find(tag) is not { } row)
            return ProfileAction.None;
        foreach (var option in _options)
        {
            if (row[option] is not ProfileAction.None and var action)
                return action;
        }

        return row.Basic;
    }
}
