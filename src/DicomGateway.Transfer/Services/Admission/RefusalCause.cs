namespace DicomGateway.Transfer.Services.Admission;

/// <summary>Why an association was refused. The names are in the audit: they are what the peer is not told.</summary>
internal enum RefusalCause
{
    UnknownCalledAeTitle,
    UnknownCallingAeTitle,
    CalledAeTitleNotAllowed,
    AddressNotAllowed,
    CertificateNotAllowed,
    TooManyAssociations,
    TooManyFromAddress,
    TooManyConnections,
    TooManyConnectionsFromAddress,
    PutOff,
    Stopping,
}
