using System.Security.Cryptography.X509Certificates;

namespace DicomGateway.Network.Transport;

/// <summary>A certificate with its private key, and what leads from it to a root.</summary>
/// <param name="Certificate">With private key.</param>
/// <param name="Intermediates">Sent along; possibly none.</param>
public sealed record TlsIdentity(X509Certificate2 Certificate, X509Certificate2Collection Intermediates);
