namespace DicomGateway.Dicom.Data;

/// <summary>A value is missing or is not what was asked for. The text names tag and VR, never the value.</summary>
public sealed class DicomDataException(string message) : Exception(message);
