namespace DicomGateway.Dicom.Encoding;

/// <summary>How to write.</summary>
public sealed record DicomWriteOptions
{
    public static DicomWriteOptions Default { get; } = new();

    /// <summary>
    /// True to write the file meta information as the data set came with it (group length, transfer syntax and what is missing are set all the
    /// same). False to write our own: nothing of the sender remains in it.
    /// </summary>
    public bool KeepFileMetaInformation { get; init; }

    /// <summary>True to leave out the retired group lengths (gggg,0000); otherwise those that are there are computed anew.</summary>
    public bool RemoveGroupLengths { get; init; }
}
