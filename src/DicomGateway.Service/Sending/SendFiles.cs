using System.Buffers.Binary;
using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Encoding;
using DicomGateway.Dicom.Files;

namespace DicomGateway.Service.Sending;

/// <summary>Finds DICOM files. Of a regular file only the file meta information is read; the whole of an odd one.</summary>
internal static class SendFiles
{
    private const int HeadLength = 4096;
    private const int GroupLengthEnd = 144;

    public static IEnumerable<string> Below(IEnumerable<string> paths) => paths.SelectMany(path =>
        Directory.Exists(path) ? Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal) : (IEnumerable<string>)[path]);

    /// <summary>Null when the file is no composite instance that could be sent.</summary>
    public static SendItem? Read(string path)
    {
        try
        {
            return ReadMeta(path) ?? ReadWhole(path);
        }
        catch (Exception e) when (e is DicomFormatException or DicomDataException)
        {
            return null;
        }
    }

    private static SendItem? ReadMeta(string path)
    {
        Span<byte> head = stackalloc byte[HeadLength];
        using var file = File.OpenHandle(path);
        var count = RandomAccess.Read(file, head, 0);
        if (count < GroupLengthEnd || !head[128..132].SequenceEqual("DICM"u8) || !head[132..140].SequenceEqual("\u0002\0\0\0UL\u0004\0"u8))
            return null;
        var length = BinaryPrimitives.ReadUInt32LittleEndian(head[140..]);
        if (length > count - GroupLengthEnd)
            return null;
        var meta = DicomDatasetReader.Read(head.Slice(GroupLengthEnd, (int)length).ToArray(), DicomTransferSyntax.ExplicitVRLittleEndian).Dataset;
        return Make(path, meta, null, meta.GetUID(DicomTag.TransferSyntaxUID)?.UID, GroupLengthEnd + length);
    }

    private static SendItem? ReadWhole(string path)
    {
        var file = DicomFile.Open(path);
        return Make(path, file.FileMetaInformation, file.Dataset, file.TransferSyntax.UID.UID, file.DatasetOffset);
    }

    private static SendItem? Make(string path, DicomDataset meta, DicomDataset? dataset, string? syntax, long offset)
    {
        var sopClass = meta.GetUID(DicomTag.MediaStorageSOPClassUID) ?? dataset?.GetUID(DicomTag.SOPClassUID);
        var instance = meta.GetUID(DicomTag.MediaStorageSOPInstanceUID) ?? dataset?.GetUID(DicomTag.SOPInstanceUID);
        var isDirectory = sopClass?.UID == "1.2.840.10008.1.3.10";
        return sopClass is null || instance is null || syntax is null || isDirectory
            ? null
            : new SendItem(path, sopClass.Value.UID, instance.Value.UID, syntax, offset);
    }
}
