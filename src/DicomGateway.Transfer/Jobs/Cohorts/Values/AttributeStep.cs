using System.Diagnostics.CodeAnalysis;
using DicomGateway.Dicom.Data;

namespace DicomGateway.Transfer.Jobs.Cohorts.Values;

/// <summary>One attribute on the way to another.</summary>
/// <param name="Text">As criteria name it: a keyword, or (gggg,xxee,"creator").</param>
/// <param name="Tag">Its tag; of a private one with 00 in place of the block.</param>
/// <param name="Creator">Private creator; null for an attribute of the standard.</param>
/// <param name="VR">What its values are.</param>
internal sealed record AttributeStep(string Text, DicomTag Tag, string? Creator, DicomVR VR)
{
    /// <summary>Where it stands in a data set: private blocks lie where their creator has reserved them (PS3.5 7.8.1).</summary>
    public bool TryLocate(DicomDataset dataset, [NotNullWhen(true)] out DicomTag? tag)
    {
        if (Creator is not null)
            return dataset.TryGetPrivateTag(Tag.Group, Creator, (byte)Tag.Element, out tag) && dataset.Contains(tag.Value);
        tag = Tag;
        return dataset.Contains(Tag);
    }

    /// <summary>Where it is to be written, with a block of its own where it is private.</summary>
    public DicomTag Reserve(DicomDataset dataset) =>
        Creator is null ? Tag : dataset.ReservePrivateTag(Tag.Group, Creator, (byte)Tag.Element);
}
