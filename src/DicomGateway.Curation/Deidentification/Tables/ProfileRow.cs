using DicomGateway.Dicom.Dictionary;

namespace DicomGateway.Curation.Deidentification.Tables;

/// <summary>A row of PS3.15 table E.1-1.</summary>
/// <param name="Tag">The tag, or a mask such as (60xx,3000); null for the row of all private attributes.</param>
/// <param name="IsInStandardIod">Whether a standard composite IOD holds it.</param>
/// <param name="Basic">The action of the Basic Profile, often one that depends on the attribute's type.</param>
internal sealed record ProfileRow(DicomTagMask? Tag, string Name, bool IsRetired, bool IsInStandardIod, ProfileAction Basic)
{
    /// <summary>One action per option, in the order of <see cref="ProfileOption"/>.</summary>
    public required IReadOnlyList<ProfileAction> Options { private get; init; }

    /// <summary>What an option puts in place of the basic action; None where it has nothing to say.</summary>
    public ProfileAction this[ProfileOption option] => Options[(int)option];
}
