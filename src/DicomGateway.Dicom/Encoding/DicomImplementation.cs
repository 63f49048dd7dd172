using DicomGateway.Dicom.Data;

namespace DicomGateway.Dicom.Encoding;

/// <summary>How this implementation names itself in files (PS3.10 7.1) and associations (PS3.7 D.3.3.2).</summary>
public static class DicomImplementation
{
    /// <summary>Implementation Class UID.</summary>
    public static DicomUID ClassUID { get; } = new("2.25.228734311159970586534197875043263336999");

    /// <summary>Implementation Version Name, at most 16 characters.</summary>
    public const string VersionName = "DICOMGATEWAY_0_1";
}
