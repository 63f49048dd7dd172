using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Dictionary;

namespace DicomGateway.Dicom.Encoding.Values;

/// <summary>Blanks and NULs at the end of text, which are no part of it (PS3.5 6.2).</summary>
internal static class TextPadding
{
    /// <summary>
    /// True for text, and for UN that the dictionary knows to be text; never for private elements, whose VR is lost in an implicit encoding.
    /// </summary>
    public static bool IsPadded(DicomElement element) =>
        !element.Tag.IsPrivate && (element.VR.IsString || (element.VR == DicomVR.UN && DicomDictionary.DefaultVR(element.Tag).IsString));

    public static long TrimmedLength(DicomElement element, StoredValueReader reader)
    {
        if (element.Stored is not { } stored)
            return element.Value.Span.TrimEnd(" \0"u8).Length;
        Span<byte> block = stackalloc byte[1024];
        for (var end = stored.Length; end > 0;)
        {
            var start = Math.Max(0, end - block.Length);
            var part = block[..(int)(end - start)];
            reader.ReadRaw(stored, start, part);
            var kept = part.TrimEnd(" \0"u8).Length;
            if (kept > 0)
                return start + kept;
            end = start;
        }

        return 0;
    }
}
