using System.Text.Json;
using DicomGateway.Service.Api;

namespace DicomGateway.Service.Commands.Nodes;

/// <summary>What the answers about PACS, peers and move destinations have in common.</summary>
internal sealed record NodeEntry(string Name, bool IsFromFile, bool IsUsable, JsonElement Options, IReadOnlyList<ApiError> Problems)
{
    public string[] Row(NodeKind kind) =>
    [
        kind.Name,
        Name,
        Text("host") is { } host ? $"{host}:{Text("port")}" : Options.GetProperty("addresses") is { } addresses && addresses.GetArrayLength() > 0 ? string.Join(", ", addresses.EnumerateArray()) : "any address",
        IsFromFile ? "gateway.json" : "added",
        Problems.Count == 0 ? "" : (IsUsable ? "look at it: " : "unusable: ") + string.Join("; ", Problems.Select(problem => problem.What)),
    ];

    private string? Text(string property) => Options.TryGetProperty(property, out var value) ? value.ToString() : null;
}
