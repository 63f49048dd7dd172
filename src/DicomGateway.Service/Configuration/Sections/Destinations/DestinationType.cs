namespace DicomGateway.Service.Configuration.Sections.Destinations;

/// <summary>What takes de-identified studies.</summary>
internal enum DestinationType
{
    Dicom,
    Stow,
    Folder,
}
