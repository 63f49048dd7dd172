using System.Text;
using System.Text.RegularExpressions;
using DicomGateway.Curation.Deidentification.Pseudonyms;
using DicomGateway.Dicom.Data;

namespace DicomGateway.Curation.Deidentification.Rules;

/// <summary>UIDs inside texts that stay. The form alone decides, so that a study in two halves gives the same output as in one.</summary>
internal sealed partial class UidTextRule : IDeidentificationRule
{
    private const int ShortestUid = 16;

    public string Name => "uid-in-text";

    public ElementDecision? Apply(DicomItem item, ElementPlace place)
    {
        if (item is not DicomElement { Stored: null } element || !element.VR.IsString || element.Length < ShortestUid || element.VR == DicomVR.UI)
            return null;
        var bytes = element.Value.Span;
        if (bytes.Count((byte)'.') < 4)
            return null;
        // Digits and dots are themselves in every character set; other bytes pass through untouched.
        var text = Encoding.Latin1.GetString(bytes);
        var mapped = LooksLikeUid().Replace(text, match => Mapped(match.Value, place.Instance.Pseudonyms.Uids));
        if (mapped == text)
            return null;
        var padded = Encoding.Latin1.GetBytes((mapped.Length & 1) == 0 ? mapped : mapped + (char)element.VR.PaddingByte);
        return new ElementDecision(DeidentificationAction.MapUids, new DicomElement(element.Tag, element.VR, padded));
    }

    public string Describe() => "Maps what looks like a UID (five components and sixteen characters at least) inside texts that are kept.";

    private static string Mapped(string uid, UidMap uids) => uid.Length >= ShortestUid ? uids.Map(uid) : uid;

    [GeneratedRegex(@"(?<![\d.])[0-2](\.(0|[1-9]\d*)){4,}(?![\d.]*\d)")]
    private static partial Regex LooksLikeUid();
}
