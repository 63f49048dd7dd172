namespace DicomGateway.Service.Configuration;

/// <summary>How uncompressed instances are written for a destination.</summary>
internal enum DestinationEncoding
{
    AsReceived,
    ExplicitLittleEndian,
    ImplicitLittleEndian,
}
