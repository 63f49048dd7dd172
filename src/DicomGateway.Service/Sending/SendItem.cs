namespace DicomGateway.Service.Sending;

/// <summary>A DICOM file that can be sent: where its data set lies and what it is.</summary>
internal sealed record SendItem(string Path, string SopClassUid, string SopInstanceUid, string TransferSyntaxUid, long DatasetOffset);
