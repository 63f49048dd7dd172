namespace DicomGateway.Dicom.Encoding.Streams;

/// <summary>What stands where a deflated data set should.</summary>
internal enum DeflateKind
{
    /// <summary>A data set that nobody deflated.</summary>
    None,

    /// <summary>Deflate without a header, as PS3.5 A.5 wants it.</summary>
    Raw,

    /// <summary>Deflate with a zlib header (RFC 1950).</summary>
    Zlib,
}
