using DicomGateway.Dicom.Data;

namespace DicomGateway.Service.Phantom;

/// <summary>An instance to save.</summary>
internal sealed record PhantomInstance(DicomDataset Dataset, DicomTransferSyntax TransferSyntax, int SeriesNumber, int InstanceNumber);
