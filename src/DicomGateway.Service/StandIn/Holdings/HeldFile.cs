using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Encoding;
using DicomGateway.Dicom.Files;
using DicomGateway.Service.Sending;

namespace DicomGateway.Service.StandIn.Holdings;

/// <summary>What one file adds to the archive.</summary>
internal sealed record HeldFile(HeldInstance Instance, string PatientId, DicomDataset Study, DicomDataset Series)
{
    /// <summary>Null when the file is no composite instance with the UIDs that an archive goes by.</summary>
    public static HeldFile? Read(string path)
    {
        try
        {
            var file = DicomFile.Open(path);
            var (header, syntax) = (file.Dataset, file.TransferSyntax.UID.UID);
            if (header.GetUID(DicomTag.SOPClassUID) is not { } sopClass || header.GetUID(DicomTag.SOPInstanceUID) is not { } instance
                || header.GetUID(DicomTag.StudyInstanceUID) is not { } study || header.GetUID(DicomTag.SeriesInstanceUID) is not { } series)
                return null;
            var item = new SendItem(path, sopClass.UID, instance.UID, syntax, file.DatasetOffset);
            return new HeldFile(
                new HeldInstance(item, study.UID, series.UID, LevelAttributes.Take(header, LevelAttributes.Image)),
                header.GetStringOrEmpty(DicomTag.PatientID),
                LevelAttributes.Take(header, LevelAttributes.Study),
                LevelAttributes.Take(header, LevelAttributes.Series));
        }
        catch (Exception e) when (e is DicomFormatException or DicomDataException)
        {
            return null;
        }
    }
}
