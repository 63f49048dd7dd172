using System.Text;
using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Dictionary;

namespace DicomGateway.Curation.Deidentification;

/// <summary>
/// Values that say nothing: consistent with the VR and the least multiplicity of the attribute, and in characters that every character set has.
/// </summary>
internal static class DummyValue
{
    /// <summary>Fits the shortest text VR (SH, AE, CS: 16) and is no part of anything that a person or a hospital is called.</summary>
    public const string Text = "DEIDENTIFIED";

    public const string Date = "19000101";

    // Where the standard lists the values, the dummy is one of them.
    private static readonly Dictionary<uint, string> Enumerated = new()
    {
        [DicomTag.PatientSex.Value] = "O",
        [DicomTag.ReasonForTheAttributeModification.Value] = "CORRECT",
        [DicomTag.TimezoneOffsetFromUTC.Value] = "+0000",
    };

    /// <summary>The VR that the dummy gets: that of the element where the dictionary allows it.</summary>
    public static DicomVR VROf(DicomTag tag, DicomVR vr)
    {
        var allowed = DicomDictionary.Find(tag)?.VRs;
        if (allowed is null || allowed.Contains(vr) || allowed[0] is DicomVR.None or DicomVR.SQ)
            return vr is DicomVR.None || !vr.IsKnown ? DicomVR.UN : vr;
        return allowed[0];
    }

    public static DicomElement Empty(DicomTag tag, DicomVR vr) => new(tag, VROf(tag, vr), ReadOnlyMemory<byte>.Empty);

    public static DicomElement For(DicomTag tag, DicomVR vr)
    {
        var kind = VROf(tag, vr);
        var count = Math.Clamp(DicomDictionary.Find(tag)?.VM.Minimum ?? 1, 1, 16);
        return kind.IsString
            ? OfText(tag, kind, Repeat(TextFor(tag, kind), kind.IsMultiValueString ? count : 1))
            : new DicomElement(tag, kind, new byte[BinaryLength(kind, count)]);
    }

    /// <summary>Zeros or dummies in the number of values that the element has: for values whose count others depend on.</summary>
    public static DicomElement SameCount(DicomElement element)
    {
        var vr = element.VR;
        if (!vr.IsString)
            return new DicomElement(element.Tag, vr, new byte[element.Value.Length]);
        var count = vr.IsMultiValueString ? element.Value.Span.Count((byte)'\\') + 1 : 1;
        return OfText(element.Tag, vr, Repeat(TextFor(element.Tag, vr), count));
    }

    /// <summary>An element of ASCII text, padded.</summary>
    public static DicomElement OfText(DicomTag tag, DicomVR vr, string text)
    {
        var bytes = new byte[text.Length + (text.Length & 1)];
        Encoding.ASCII.GetBytes(text, bytes);
        if (bytes.Length > text.Length)
            bytes[^1] = vr.PaddingByte;
        return new DicomElement(tag, vr, bytes);
    }

    private static string TextFor(DicomTag tag, DicomVR vr) => Enumerated.TryGetValue(tag.Value, out var listed) ? listed : vr switch
    {
        DicomVR.DA => Date,
        DicomVR.DT => Date + "000000",
        DicomVR.TM => "000000",
        DicomVR.AS => "000Y",
        DicomVR.DS or DicomVR.IS => "0",
        DicomVR.UR => "urn:deidentified",
        DicomVR.UI => "2.25.0",
        _ => Text,
    };

    private static string Repeat(string text, int count) => count == 1 ? text : string.Join('\\', Enumerable.Repeat(text, count));

    // Bytes of no fixed size have an even length that suits every unit.
    private static int BinaryLength(DicomVR vr, int count) => vr.FixedValueSize > 0 ? vr.FixedValueSize * count : Math.Max(2, vr.UnitSize);
}
