using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Encoding;

namespace DicomGateway.Dicom.Files;

/// <summary>Makes the file meta information of a file that we write (PS3.10 7.1).</summary>
internal static class FileMetaInformation
{
    public static DicomDataset Make(DicomFile file, bool keep)
    {
        var meta = keep ? file.FileMetaInformation.Clone() : new DicomDataset();
        meta.AddOrUpdate(new DicomElement(DicomTag.FileMetaInformationGroupLength, DicomVR.UL, new byte[4]));
        meta.AddOrUpdate(new DicomElement(DicomTag.FileMetaInformationVersion, DicomVR.OB, new byte[] { 0, 1 }));
        Copy(DicomTag.MediaStorageSOPClassUID, DicomTag.SOPClassUID, file, meta);
        Copy(DicomTag.MediaStorageSOPInstanceUID, DicomTag.SOPInstanceUID, file, meta);
        meta.AddOrUpdate(DicomTag.TransferSyntaxUID, DicomVR.UI, file.TransferSyntax.UID.UID);
        if (!keep || !meta.Contains(DicomTag.ImplementationClassUID))
            meta.AddOrUpdate(DicomTag.ImplementationClassUID, DicomVR.UI, DicomImplementation.ClassUID.UID);
        if (!keep)
            meta.AddOrUpdate(DicomTag.ImplementationVersionName, DicomVR.SH, DicomImplementation.VersionName);
        return meta;
    }

    // What has no SOP instance of its own, such as a DICOMDIR, is named in the meta information only.
    private static void Copy(DicomTag tag, DicomTag from, DicomFile file, DicomDataset meta)
    {
        if (UsableUID.Of(file.Dataset, from) is { } uid)
            meta.AddOrUpdate(tag, DicomVR.UI, uid.UID);
        else if (!meta.Contains(tag) && UsableUID.Of(file.FileMetaInformation, tag) is { } came)
            meta.AddOrUpdate(tag, DicomVR.UI, came.UID);
    }
}
