using System.Diagnostics.CodeAnalysis;

namespace DicomGateway.Dicom.Data;

/// <content>Private blocks (PS3.5 section 7.8.1).</content>
public sealed partial class DicomDataset
{
    /// <summary>The creator that reserved the block of this private element; null when there is none or the tag is no private element of a block.</summary>
    public string? GetPrivateCreator(DicomTag tag)
    {
        if (!tag.IsPrivate || tag.Element < 0x1000)
            return null;
        return TryGetString(tag.PrivateCreatorTag, out var creator) ? creator.Trim() : null;
    }

    /// <summary>
    /// The tag of a private element in the first block that the creator reserved in the group.
    /// </summary>
    /// <param name="group">Odd group.</param>
    /// <param name="creator">Private creator, compared without padding.</param>
    /// <param name="element">Element within the block, 00–FF.</param>
    /// <param name="tag">The full tag.</param>
    public bool TryGetPrivateTag(ushort group, string creator, byte element, [NotNullWhen(true)] out DicomTag? tag)
    {
        for (var block = 0x10; block <= 0xFF; block++)
        {
            if (!TryGetString(new DicomTag(group, (ushort)block), out var found) || found.Trim() != creator)
                continue;
            tag = new DicomTag(group, (ushort)((block << 8) | element));
            return true;
        }

        tag = null;
        return false;
    }

    /// <summary>Adds a private element and, where the creator has no block in the group yet, reserves the first free one.</summary>
    /// <exception cref="DicomDataException">All 240 blocks of the group are taken.</exception>
    public DicomTag ReservePrivateTag(ushort group, string creator, byte element)
    {
        if (TryGetPrivateTag(group, creator, element, out var existing))
            return existing.Value;
        for (var block = 0x10; block <= 0xFF; block++)
        {
            var creatorTag = new DicomTag(group, (ushort)block);
            if (Contains(creatorTag))
                continue;
            AddOrUpdate(creatorTag, DicomVR.LO, creator);
            return new DicomTag(group, (ushort)((block << 8) | element));
        }

        throw new DicomDataException($"Group {group:X4} has no free private block.");
    }
}
