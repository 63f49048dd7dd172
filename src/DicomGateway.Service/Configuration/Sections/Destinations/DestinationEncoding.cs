namespace DicomGateway.Service.Configuration.Sections.Destinations;

/// <summary>How uncompressed instances are written for a destination.</summary>
internal enum DestinationEncoding
{
    AsReceived,
    ExplicitLittleEndian,
    ImplicitLittleEndian,
    DeflatedLittleEndian,
}
