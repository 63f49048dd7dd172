using System.Net;

namespace DicomGateway.Network.Transport;

/// <summary>A port that a server listens on.</summary>
/// <param name="EndPoint">Address and port; port 0 lets the system choose.</param>
/// <param name="Tls">TLS and nothing else on this port; null for plain DICOM and nothing else.</param>
public sealed record ListenerOptions(IPEndPoint EndPoint, TlsOptions? Tls = null);
