namespace DicomGateway.Service.Configuration.Sections;

/// <summary>How uncompressed instances are written for a destination.</summary>
internal enum DestinationEncoding
{
    AsReceived,
    ExplicitLittleEndian,
    ImplicitLittleEndian,
}
