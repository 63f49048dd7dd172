using DicomGateway.Dicom.Data;

namespace DicomGateway.Dicom.Files.Json;

/// <summary>A readable text of a data set: tag, VR, length, keyword and a short value, a line each, items indented.</summary>
public static class DicomTextDump
{
    public static void Write(DicomDataset dataset, TextWriter writer) => throw new NotSupportedException();
}
