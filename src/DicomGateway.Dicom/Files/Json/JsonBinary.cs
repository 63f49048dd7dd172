using System.Buffers.Binary;
using System.Text.Json;
using DicomGateway.Dicom.Data;

namespace DicomGateway.Dicom.Files.Json;

/// <summary>InlineBinary (PS3.18 F.2.7): base64 in pieces.</summary>
internal static class JsonBinary
{
    // A multiple of three, so that only the last piece is padded.
    private const int Piece = 48 * 1024;

    public static void Write(DicomElement element, Utf8JsonWriter writer)
    {
        if (element.IsEmpty)
            return;
        writer.WritePropertyName("InlineBinary"u8);
        if (element.Stored is null)
        {
            writer.WriteBase64StringValue(element.Value.Span);
            return;
        }

        WriteStored(element.Stored, writer);
        End(writer);
    }

    /// <summary>Encapsulated pixel data as they stand in the file, from the first item to the last, without the delimiter.</summary>
    public static void Write(DicomFragmentSequence fragments, Utf8JsonWriter writer)
    {
        writer.WritePropertyName("InlineBinary"u8);
        WriteFragment(new DicomFragment(fragments.BasicOffsetTable), writer);
        foreach (var fragment in fragments.Fragments)
            WriteFragment(fragment, writer);
        End(writer);
    }

    /// <summary>A value that is read from a stream.</summary>
    public static void Write(Stream value, Utf8JsonWriter writer)
    {
        writer.WritePropertyName("InlineBinary"u8);
        WriteAll(value, writer);
        End(writer);
    }

    private static void WriteFragment(DicomFragment fragment, Utf8JsonWriter writer)
    {
        Span<byte> item = [0xFE, 0xFF, 0x00, 0xE0, 0, 0, 0, 0];
        BinaryPrimitives.WriteUInt32LittleEndian(item[4..], (uint)fragment.Length);
        writer.WriteBase64StringSegment(item, isFinalSegment: false);
        if (fragment.Stored is { } stored)
            WriteStored(stored, writer);
        else
            writer.WriteBase64StringSegment(fragment.Value.Span, isFinalSegment: false);
    }

    private static void WriteStored(DicomStoredValue stored, Utf8JsonWriter writer)
    {
        using var stream = StoredValues.Open(stored);
        WriteAll(stream, writer);
    }

    private static void WriteAll(Stream stream, Utf8JsonWriter writer)
    {
        var piece = new byte[Piece];
        for (int read; (read = stream.ReadAtLeast(piece, piece.Length, throwOnEndOfStream: false)) > 0;)
        {
            writer.WriteBase64StringSegment(piece.AsSpan(0, read), isFinalSegment: false);
            writer.Flush();
        }
    }

    private static void End(Utf8JsonWriter writer) => writer.WriteBase64StringSegment([], isFinalSegment: true);
}
