using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace DicomGateway.Network.Association;

/// <summary>Who is at the other end of the connection, as far as the transport knows.</summary>
/// <param name="RemoteEndPoint">The peer's address; IPv4 is never shown as IPv6.</param>
/// <param name="LocalEndPoint">Our address.</param>
/// <param name="IsEncrypted">The connection uses TLS.</param>
/// <param name="Certificate">The peer's certificate, verified; null without mutual TLS.</param>
public sealed record PeerIdentity(IPEndPoint RemoteEndPoint, IPEndPoint LocalEndPoint, bool IsEncrypted, X509Certificate2? Certificate);
