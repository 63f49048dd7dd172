using System.Buffers.Binary;
using System.Globalization;
using System.Text.Json;
using DicomGateway.Dicom.Data;

namespace DicomGateway.Dicom.Files.Json;

/// <summary>The values of one element (PS3.18 F.2.2 to F.2.6): nothing at all for an element without value.</summary>
internal static class JsonValues
{
    public static void Write(DicomElement element, DicomVR vr, DicomDataset dataset, Utf8JsonWriter writer)
    {
        if (element.IsEmpty)
            return;
        if (!vr.IsString && vr.FixedValueSize == 0)
            JsonBinary.Write(element, writer);
        else if (vr.IsString)
            WriteTexts(InMemory(element, vr), vr, dataset, writer);
        else
            WriteNumbers(InMemory(element, vr), vr, writer);
    }

    // Text and numbers are wanted as values; a long one was left on disk.
    private static DicomElement InMemory(DicomElement element, DicomVR vr)
    {
        if (element.Stored is not { } stored)
            return new DicomElement(element.Tag, vr, element.Value);
        using var stream = StoredValues.Open(stored);
        var bytes = new byte[stored.Length];
        stream.ReadExactly(bytes);
        return new DicomElement(element.Tag, vr, bytes);
    }

    private static void WriteTexts(DicomElement element, DicomVR vr, DicomDataset dataset, Utf8JsonWriter writer)
    {
        var texts = Texts(element, vr, dataset);
        if (texts is [""])
            return;
        writer.WriteStartArray("Value"u8);
        foreach (var text in texts)
        {
            // One empty value among several: F.2.5 has null, and null it is for numbers; for text, an empty one is what other writers agree on.
            if (vr == DicomVR.PN)
                WriteName(text, writer);
            else if (vr is not (DicomVR.IS or DicomVR.DS))
                writer.WriteStringValue(text);
            else if (text.Length == 0)
                writer.WriteNullValue();
            else
                WriteDecimal(text, vr, writer);
        }

        writer.WriteEndArray();
    }

    // Only the padding is left out; blanks that the sender put within a value are shown.
    private static string[] Texts(DicomElement element, DicomVR vr, DicomDataset dataset)
    {
        var text = (vr.UsesCharacterSet ? dataset.CharacterSet.Decode(element.Value.Span, vr) : System.Text.Encoding.Latin1.GetString(element.Value.Span)).TrimEnd(' ', '\0');
        if (!vr.IsMultiValueString)
            return [text];
        var texts = text.Split('\\');
        return vr switch
        {
            DicomVR.AE or DicomVR.IS or DicomVR.DS => Array.ConvertAll(texts, value => value.Trim()),
            DicomVR.LO or DicomVR.SH or DicomVR.UC => Array.ConvertAll(texts, value => value.TrimEnd(' ', '\0')),
            _ => texts,
        };
    }

    private static void WriteName(string name, Utf8JsonWriter writer)
    {
        ReadOnlySpan<string> names = ["Alphabetic", "Ideographic", "Phonetic"];
        var groups = name.TrimEnd('=').Split('=');
        writer.WriteStartObject();
        for (var i = 0; i < groups.Length && i < names.Length; i++)
            writer.WriteString(names[i], groups[i]);
        writer.WriteEndObject();
    }

    // A number where it is one, else the text as it is (F.2.3.1 allows both).
    private static void WriteDecimal(string text, DicomVR vr, Utf8JsonWriter writer)
    {
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole))
            writer.WriteNumberValue(whole);
        else if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            && (vr == DicomVR.DS || number == Math.Floor(number)))
            writer.WriteNumberValue(number);
        else
            writer.WriteStringValue(text);
    }

    private static void WriteNumbers(DicomElement element, DicomVR vr, Utf8JsonWriter writer)
    {
        var bytes = element.Value.Span;
        writer.WriteStartArray("Value"u8);
        for (var at = 0; at < bytes.Length; at += vr.FixedValueSize)
            WriteNumber(bytes[at..], vr, writer, isEntryCount: at == 0 && IsLutDescriptor(element.Tag));
        writer.WriteEndArray();
    }

    private static void WriteNumber(ReadOnlySpan<byte> bytes, DicomVR vr, Utf8JsonWriter writer, bool isEntryCount)
    {
        switch (vr)
        {
            case DicomVR.AT:
                writer.WriteStringValue(((BinaryPrimitives.ReadUInt16LittleEndian(bytes) << 16) | BinaryPrimitives.ReadUInt16LittleEndian(bytes[2..])).ToString("X8", CultureInfo.InvariantCulture));
                break;
            case DicomVR.US:
                writer.WriteNumberValue(BinaryPrimitives.ReadUInt16LittleEndian(bytes));
                break;
            case DicomVR.SS:
                var number = BinaryPrimitives.ReadInt16LittleEndian(bytes);
                writer.WriteNumberValue(isEntryCount ? (ushort)number : number);
                break;
            case DicomVR.UL:
                writer.WriteNumberValue(BinaryPrimitives.ReadUInt32LittleEndian(bytes));
                break;
            case DicomVR.SL:
                writer.WriteNumberValue(BinaryPrimitives.ReadInt32LittleEndian(bytes));
                break;
            case DicomVR.UV:
                writer.WriteNumberValue(BinaryPrimitives.ReadUInt64LittleEndian(bytes));
                break;
            case DicomVR.SV:
                writer.WriteNumberValue(BinaryPrimitives.ReadInt64LittleEndian(bytes));
                break;
            case DicomVR.FL:
                WriteReal(BinaryPrimitives.ReadSingleLittleEndian(bytes), writer);
                break;
            default:
                WriteReal(BinaryPrimitives.ReadDoubleLittleEndian(bytes), writer);
                break;
        }
    }

    // JSON has no number for these.
    private static void WriteReal(double number, Utf8JsonWriter writer)
    {
        if (double.IsFinite(number))
            writer.WriteNumberValue(number);
        else
            writer.WriteStringValue(double.IsNaN(number) ? "NaN" : number > 0 ? "inf" : "-inf");
    }

    // The first value counts entries and is unsigned, whatever the VR (PS3.3 C.11.1.1.1).
    private static bool IsLutDescriptor(DicomTag tag) => tag.Value is 0x00281101 or 0x00281102 or 0x00281103 or 0x00283002;
}
