namespace DicomGateway.Imaging.Codecs.JpegLs;

/// <summary>How the components of a scan follow each other (T.87 C.2.3).</summary>
internal enum JpegLsInterleave
{
    /// <summary>The scan has one component.</summary>
    None,

    /// <summary>Line after line.</summary>
    Line,

    /// <summary>Sample after sample.</summary>
    Sample,
}
