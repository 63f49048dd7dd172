using System.Buffers.Binary;
using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Encoding;
using DicomGateway.Dicom.Encoding.Parsing;
using DicomGateway.Dicom.Encoding.Scanning;
using DicomGateway.Dicom.Files;

namespace DicomGateway.Service.Sending;

/// <summary>
/// Finds DICOM files. Of a regular file only the head is read; the whole of an odd one. What an instance is, its data set says: file meta
/// information that was left behind by some tool may name another one.
/// </summary>
internal static class SendFiles
{
    private const int HeadLength = 16384;
    private const int GroupLengthEnd = 144;

    private const string MediaStorageDirectory = "1.2.840.10008.1.3.10";

    private static readonly DicomTag[] Names = [DicomTag.SOPClassUID, DicomTag.SOPInstanceUID];

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
        if (meta.GetUID(DicomTag.TransferSyntaxUID)?.UID is not { } syntax)
            return null;
        var scanner = new DicomHeaderScanner(DicomTransferSyntax.Lookup(syntax), Names, HeadLength);
        scanner.Push(head[(GroupLengthEnd + (int)length)..count]);
        return scanner.GetString(DicomTag.SOPClassUID) is { } sopClass && scanner.GetString(DicomTag.SOPInstanceUID) is { } instance
            ? Make(path, sopClass, instance, syntax, GroupLengthEnd + length)
            : null;
    }

    private static SendItem? ReadWhole(string path)
    {
        var file = DicomFile.Open(path);
        var sopClass = file.Dataset.GetUID(DicomTag.SOPClassUID) ?? file.FileMetaInformation.GetUID(DicomTag.MediaStorageSOPClassUID);
        var instance = file.Dataset.GetUID(DicomTag.SOPInstanceUID) ?? file.FileMetaInformation.GetUID(DicomTag.MediaStorageSOPInstanceUID);
        return Make(path, sopClass?.UID, instance?.UID, file.TransferSyntax.UID.UID, file.DatasetOffset);
    }

    private static SendItem? Make(string path, string? sopClass, string? instance, string syntax, long offset) =>
        sopClass is null or MediaStorageDirectory || instance is null ? null : new SendItem(path, sopClass, instance, syntax, offset);
}
