namespace DicomGateway.Dicom.Encoding;

/// <summary>Why bytes were not read.</summary>
public enum DicomFormatError
{
    /// <summary>Nothing in it looks like DICOM.</summary>
    NotDicom,

    /// <summary>It ends in the middle of an element, or a length claims more than there is.</summary>
    Truncated,

    /// <summary>Bytes that make no element.</summary>
    Malformed,

    /// <summary>More levels, elements, items or bytes than <see cref="DicomReadLimits"/> allow.</summary>
    LimitExceeded,

    /// <summary>The deflated data set cannot be inflated.</summary>
    Deflate,
}
