using DicomGateway.Service.Configuration.Sections;

namespace DicomGateway.Service.Configuration;

/// <summary>What single values of a node that ours connects to cannot say.</summary>
internal static class RemoteNodeRules
{
    public static IEnumerable<ConfigurationError> Check(RemoteNodeOptions node, string path)
    {
        if (node.Tls is { } tls && tls.Certificate is null != tls.PrivateKey is null)
            yield return new ConfigurationError($"{path}.tls", "certificate and privateKey belong together.", "Give both or neither.");
    }
}
