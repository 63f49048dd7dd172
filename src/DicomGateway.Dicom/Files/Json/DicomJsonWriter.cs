using System.Text.Json;
using DicomGateway.Dicom.Data;

namespace DicomGateway.Dicom.Files.Json;

/// <summary>The DICOM JSON Model (PS3.18 annex F), streaming: binary values are inline, those on disk without loading them.</summary>
public static class DicomJsonWriter
{
    /// <summary>Writes the data set as one JSON object.</summary>
    public static void Write(DicomDataset dataset, Utf8JsonWriter writer) => throw new NotSupportedException();

    /// <summary>Writes the data set as one JSON object in UTF-8.</summary>
    public static void Write(DicomDataset dataset, Stream stream, bool indented = false) => throw new NotSupportedException();
}
