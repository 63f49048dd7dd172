using DicomGateway.Dicom.Encoding;

namespace DicomGateway.Network.Association.Negotiation;

/// <summary>How we name ourselves to peers (PS3.7 D.3.3.2); more they are not told.</summary>
/// <param name="ClassUid">Implementation class UID.</param>
/// <param name="VersionName">Implementation version name, up to 16 characters.</param>
public sealed record ImplementationIdentity(string ClassUid, string VersionName)
{
    /// <summary>This software.</summary>
    public static ImplementationIdentity Default { get; } = new(DicomImplementation.ClassUID.UID, DicomImplementation.VersionName);
}
