using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using DicomGateway.Dicom.Data;

namespace DicomGateway.Dicom.Files.Json;

/// <summary>The DICOM JSON Model (PS3.18 annex F), streaming: binary values are inline, those on disk without loading them.</summary>
public static class DicomJsonWriter
{
    /// <summary>Writes the data set as one JSON object.</summary>
    public static void Write(DicomDataset dataset, Utf8JsonWriter writer)
    {
        var levels = new Stack<(IEnumerator<object> Members, DicomDataset? Dataset)>();
        writer.WriteStartObject();
        levels.Push((dataset.GetEnumerator(), dataset));
        while (levels.TryPeek(out var level))
        {
            if (!level.Members.MoveNext())
            {
                levels.Pop().Members.Dispose();
                EndLevel(writer, level.Dataset is not null);
            }
            else if (level.Members.Current is DicomDataset item)
            {
                writer.WriteStartObject();
                levels.Push((item.GetEnumerator(), item));
            }
            else if (StartItem((DicomItem)level.Members.Current, level.Dataset!, writer) is { } sequence)
            {
                levels.Push((((IEnumerable<DicomDataset>)sequence).GetEnumerator(), null));
            }
        }

        writer.Flush();
    }

    /// <summary>Writes the data set as one JSON object in UTF-8.</summary>
    public static void Write(DicomDataset dataset, Stream stream, bool indented = false)
    {
        using var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = indented, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        Write(dataset, writer);
    }

    // A sequence is an array within the object of its element.
    private static void EndLevel(Utf8JsonWriter writer, bool isDataset)
    {
        if (!isDataset)
            writer.WriteEndArray();
        writer.WriteEndObject();
    }

    /// <summary>Writes the element, or the start of a sequence, which is handed back.</summary>
    private static DicomSequence? StartItem(DicomItem item, DicomDataset dataset, Utf8JsonWriter writer)
    {
        writer.WriteStartObject(item.Tag.Value.ToString("X8", CultureInfo.InvariantCulture));
        switch (item)
        {
            case DicomSequence { IsInferred: true } inferred when InferredSequence.OpenRead(inferred) is { } bytes:
                writer.WriteString("vr"u8, "UN"u8);
                using (bytes)
                    JsonBinary.Write(bytes, writer);
                break;
            case DicomSequence sequence:
                writer.WriteString("vr"u8, "SQ"u8);
                // For a sequence without items F.2.2 has no "Value"; readers and other writers agree on an empty array.
                writer.WriteStartArray("Value"u8);
                return sequence;
            case DicomFragmentSequence fragments:
                writer.WriteString("vr"u8, fragments.VR.Code);
                JsonBinary.Write(fragments, writer);
                break;
            case DicomElement element:
                var vr = EffectiveVR.Of(element, dataset);
                writer.WriteString("vr"u8, vr.Code);
                JsonValues.Write(element, vr, dataset, writer);
                break;
        }

        writer.WriteEndObject();
        return null;
    }
}
