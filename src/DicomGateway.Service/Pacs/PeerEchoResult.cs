namespace DicomGateway.Service.Pacs;

/// <summary>What came of a C-ECHO.</summary>
internal sealed record PeerEchoResult(bool IsAlive, string Text);
