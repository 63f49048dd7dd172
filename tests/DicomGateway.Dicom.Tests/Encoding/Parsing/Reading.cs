using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Encoding;
using DicomGateway.Dicom.Encoding.Parsing;

namespace DicomGateway.Dicom.Tests.Encoding.Parsing;

/// <summary>Short forms for tests of the reader.</summary>
internal static class Reading
{
    public const uint Undefined = 0xFFFFFFFF;

    public static DicomReadResult Explicit(byte[] bytes, DicomReadOptions? options = null) =>
        DicomDatasetReader.Read(bytes, DicomTransferSyntax.ExplicitVRLittleEndian, options);

    public static DicomReadResult Implicit(byte[] bytes, DicomReadOptions? options = null) =>
        DicomDatasetReader.Read(bytes, DicomTransferSyntax.ImplicitVRLittleEndian, options);

    public static DicomFormatException Refused(byte[] bytes, DicomTransferSyntax? syntax = null, DicomReadOptions? options = null) =>
        Assert.Throws<DicomFormatException>(() => DicomDatasetReader.Read(bytes, syntax ?? DicomTransferSyntax.ExplicitVRLittleEndian, options))!;

    public static IEnumerable<DicomLeniencyCode> Codes(this DicomReadResult result) => result.Leniencies.Select(leniency => leniency.Code);
}
