using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Encoding.Elements;

namespace DicomGateway.Dicom.Encoding.Parsing;

/// <summary>
/// Element headers that are not what the encoding asks for. Each way to read one is a guess; the guess after which the next element looks like one
/// is taken.
/// </summary>
internal static class OddHeader
{
    /// <summary>True when the bytes could start an element that follows the tag, a delimiter, or the end.</summary>
    public static bool IsLikely(ReadOnlySpan<byte> next, DicomTag after, DatasetEncoding encoding)
    {
        if (next.Length < 8)
            return false;
        var tag = encoding.Tag(next);
        if (tag.Group == 0xFFFE)
            return tag.Element is 0xE000 or 0xE00D or 0xE0DD;
        return tag > after && (!encoding.IsExplicit || VRForm.Of(next[4], next[5]) != VRForm.Unknown);
    }

    /// <summary>The ways to read the header in the order of their likelihood.</summary>
    /// <param name="tag">The tag.</param>
    /// <param name="bytes">8 to 12 bytes from the tag on.</param>
    /// <param name="encoding">The encoding of the level.</param>
    public static IEnumerable<(ElementHeader Header, DatasetEncoding Next)> Guesses(DicomTag tag, byte[] bytes, DatasetEncoding encoding)
    {
        var form = VRForm.Of(bytes[4], bytes[5]);
        var vr = form == VRForm.Unknown ? DicomVR.UN : DicomVRs.FromBytes(bytes[4], bytes[5]);
        var asExplicit = encoding with { IsExplicit = true };
        var asImplicit = encoding with { IsExplicit = false };
        ElementHeader implicitHeader = new(tag, DicomVR.None, encoding.UInt32(bytes.AsSpan(4)), 8);
        ElementHeader shortHeader = new(tag, vr, encoding.UInt16(bytes.AsSpan(6)), 8);
        ElementHeader? longHeader = bytes.Length >= 12 ? new(tag, vr, encoding.UInt32(bytes.AsSpan(8)), 12) : null;

        if (!encoding.IsExplicit)
            yield return (implicitHeader, asImplicit);
        if (form == VRForm.Short)
            yield return (shortHeader, asExplicit);
        if (longHeader is { } first && (form == VRForm.Long || (VRForm.AreLetters(bytes[4], bytes[5]) && bytes[6] == 0 && bytes[7] == 0)))
            yield return (first, asExplicit);
        if (!VRForm.AreLetters(bytes[4], bytes[5]) && encoding.IsExplicit)
        {
            yield return (implicitHeader, asImplicit);
            yield return (implicitHeader, asExplicit);
        }

        if (form != VRForm.Short && (encoding.IsExplicit || form == VRForm.Long))
            yield return (shortHeader, asExplicit);
        if (longHeader is { } last && form != VRForm.Long && encoding.IsExplicit)
            yield return (last, asExplicit);
        // Blanks for a VR and nothing for a length.
        if (!VRForm.AreLetters(bytes[4], bytes[5]) && encoding.IsExplicit)
            yield return (new ElementHeader(tag, DicomVR.UN, 0, 6), asExplicit);
    }
}
