using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Encoding.Elements;
using DicomGateway.Dicom.Encoding.Streams;

namespace DicomGateway.Dicom.Encoding.Parsing;

/// <summary>Reads the data set that a source holds from its position on: inflates it where the transfer syntax says so, and checks what it really is.</summary>
internal static class SyntaxReader
{
    /// <param name="source">At the start of the data set.</param>
    /// <param name="declared">The transfer syntax as declared.</param>
    /// <param name="options">How to read.</param>
    /// <param name="log">Takes what is overlooked.</param>
    /// <param name="actual">The transfer syntax that the data set is really in.</param>
    public static DicomDataset Read(ByteSource source, DicomTransferSyntax declared, DicomReadOptions options, LeniencyLog log, out DicomTransferSyntax actual)
    {
        if (!declared.IsKnown)
            log.Add(DicomLeniencyCode.UnknownTransferSyntax, string.Empty, source.Position);
        if (!declared.IsDeflated)
            return Parse(source, declared, options, log, out actual);
        var form = DeflateForm.Of(source.Ensure(8) ? source.Peek(8) : []);
        if (form != DeflateKind.Raw)
            log.Add(DicomLeniencyCode.WrongDeflate, string.Empty, source.Position);
        if (form == DeflateKind.None)
            return Parse(source, declared, options, log, out actual);
        using var inflating = new InflatingStream(source, form == DeflateKind.Zlib, options.Limits);
        using var inflated = ByteSource.OfStream(inflating);
        return Parse(inflated, declared, options, log, out actual);
    }

    private static DicomDataset Parse(ByteSource source, DicomTransferSyntax declared, DicomReadOptions options, LeniencyLog log, out DicomTransferSyntax actual)
    {
        var expected = DatasetEncoding.Of(declared);
        var encoding = CheckEncoding(source, expected);
        if (encoding != expected)
            log.Add(DicomLeniencyCode.EncodingDiffersFromTransferSyntax, string.Empty, source.Position);
        var parser = new DatasetParser(source, options, log)
        {
            SetsMetaElementsAside = true,
            HasBigEndianPixelData = declared.Equals(DicomTransferSyntax.GEPrivateImplicitVRBigEndianPixelData),
        };
        var dataset = parser.Read(encoding);
        // Encapsulated and deflated syntaxes keep their name when only the form of the elements was wrong: it is written right.
        actual = parser.Encoding == expected || declared.IsEncapsulated || declared.IsDeflated ? declared : parser.Encoding.Syntax;
        var fragments = dataset.Find<DicomFragmentSequence>(DicomTag.PixelData) is not null;
        if (fragments != declared.IsEncapsulated && (fragments || dataset.Contains(DicomTag.PixelData)))
            log.Add(DicomLeniencyCode.PixelDataForm, DicomTag.PixelData.ToString(), source.Position);
        return dataset;
    }

    // A data set that starts with a high group or a long value can look like another encoding by its first bytes: then what follows the first value tells.
    private static DatasetEncoding CheckEncoding(ByteSource source, DatasetEncoding declared)
    {
        var seen = EncodingDetection.Check(source.Ensure(8) ? source.Peek(8) : [], declared);
        return seen != declared && GoesOn(source, declared) && !GoesOn(source, seen) ? declared : seen;
    }

    // Behind the first value is an element that can follow it, or the end.
    private static bool GoesOn(ByteSource source, DatasetEncoding encoding)
    {
        var bytes = source.Peek(source.Ensure(12) ? 12 : 8);
        var form = encoding.IsExplicit ? VRForm.Of(bytes[4], bytes[5]) : VRForm.Unknown;
        if ((encoding.IsExplicit && form == VRForm.Unknown) || (form == VRForm.Long && bytes.Length < 12))
            return false;
        var tag = encoding.Tag(bytes);
        var length = form switch
        {
            VRForm.Short => 8L + encoding.UInt16(bytes[6..]),
            VRForm.Long => 12L + encoding.UInt32(bytes[8..]),
            _ => 8L + encoding.UInt32(bytes[4..]),
        };
        Span<byte> room = stackalloc byte[8];
        return length == source.Remaining || OddHeader.IsLikely(source.PeekAhead(source.Position + length, room), tag, encoding);
    }
}
