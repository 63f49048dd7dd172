namespace DicomGateway.Dicom.Encoding.Scanning;

/// <summary>Where a header scan stands.</summary>
internal enum ScanResult
{
    NeedsMore,

    /// <summary>The last wanted tag has passed.</summary>
    Complete,

    /// <summary>The bytes make no sense.</summary>
    Lost,
}
