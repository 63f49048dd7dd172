using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Encoding;
using DicomGateway.Dicom.Encoding.Elements;
using DicomGateway.Dicom.Encoding.Parsing;
using DicomGateway.Dicom.Encoding.Streams;

namespace DicomGateway.Dicom.Files;

/// <summary>Preamble, file meta information and data set (PS3.10 section 7.1), each as far as it is there.</summary>
internal static class FilePart10Reader
{
    private const int PreambleLength = 128;

    public static DicomFile Read(ByteSource source, DicomReadOptions options)
    {
        var log = new LeniencyLog();
        var preamble = TakePreamble(source, log);
        var meta = ReadMeta(source, options, log);
        var offset = source.Position;
        var declared = DeclaredSyntax(meta, source, log);
        var dataset = SyntaxReader.Read(source, declared, options, log, out var actual);
        return new DicomFile(meta, dataset, actual, log.Entries) { Preamble = preamble, DatasetOffset = offset };
    }

    private static ReadOnlyMemory<byte> TakePreamble(ByteSource source, LeniencyLog log)
    {
        if (HasPreamble(source))
        {
            var preamble = source.Take(PreambleLength, writable: false).ToArray();
            source.Advance(4);
            return preamble;
        }

        log.Add(DicomLeniencyCode.NoPreamble, string.Empty, 0);
        if (source.Ensure(4) && source.Peek(4).SequenceEqual("DICM"u8))
            source.Advance(4);
        else if (!source.Ensure(8) || EncodingDetection.Detect(source.Peek(8)) is null)
            throw new DicomFormatException(DicomFormatError.NotDicom, "This is no DICOM file: neither \"DICM\" after 128 bytes nor a data set at the start", string.Empty, 0);
        return default;
    }

    // "DICM" may stand there by chance, in a data set that starts at once.
    private static bool HasPreamble(ByteSource source)
    {
        const int Length = PreambleLength + 4;
        if (!source.Ensure(Length) || !source.Peek(Length)[PreambleLength..].SequenceEqual("DICM"u8))
            return false;
        var follows = source.Ensure(Length + 8) ? source.Peek(Length + 8)[Length..] : [];
        return follows.Length == 0 || EncodingDetection.Detect(follows) is not null || EncodingDetection.Detect(source.Peek(8)) is null;
    }

    private static DicomDataset ReadMeta(ByteSource source, DicomReadOptions options, LeniencyLog log)
    {
        var start = source.Position;
        if (!source.Ensure(8) || !IsMeta(source.Peek(2)))
        {
            log.Add(DicomLeniencyCode.NoFileMetaInformation, string.Empty, start);
            return new DicomDataset();
        }

        var encoding = EncodingDetection.Check(source.Peek(8), DatasetEncoding.ExplicitLittleEndian);
        if (encoding != DatasetEncoding.ExplicitLittleEndian)
            log.Add(DicomLeniencyCode.MetaNotExplicitLittleEndian, string.Empty, start);
        var meta = new DatasetParser(source, options, log) { OnlyGroup = 0x0002 }.Read(encoding);
        CheckGroupLength(meta, start, source.Position, log);
        return meta;
    }

    private static bool IsMeta(ReadOnlySpan<byte> group) => group is [0x02, 0x00] or [0x00, 0x02];

    // The group length counts from behind its own element, which takes 12 bytes.
    private static void CheckGroupLength(DicomDataset meta, long start, long end, LeniencyLog log)
    {
        if (!meta.TryGetValue<uint>(DicomTag.FileMetaInformationGroupLength, out var length) || start + 12 + length != end)
            log.Add(DicomLeniencyCode.WrongMetaGroupLength, DicomTag.FileMetaInformationGroupLength.ToString(), start);
    }

    private static DicomTransferSyntax DeclaredSyntax(DicomDataset meta, ByteSource source, LeniencyLog log)
    {
        if (UsableUID.Of(meta, DicomTag.TransferSyntaxUID) is { } uid)
            return DicomTransferSyntax.Lookup(uid);
        if (meta.Count > 0)
            log.Add(DicomLeniencyCode.NoTransferSyntax, DicomTag.TransferSyntaxUID.ToString(), source.Position);
        var encoding = source.Ensure(8) ? EncodingDetection.Detect(source.Peek(8)) : null;
        return (encoding ?? DatasetEncoding.ImplicitLittleEndian).Syntax;
    }
}
