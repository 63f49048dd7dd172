namespace DicomGateway.Service.Configuration.Sections.Destinations;

/// <summary>How a destination shows that it keeps what it took.</summary>
internal enum DestinationProof
{
    WhereOffered,
    Commitment,
    Query,
    None,
}
