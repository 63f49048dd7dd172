using System.Text.Json;
using DicomGateway.Service.Api;

namespace DicomGateway.Service.Pacs;

/// <summary>A PACS for commands and the console.</summary>
/// <param name="Name">Its name.</param>
/// <param name="IsFromFile">It comes from gateway.json and is changed there.</param>
/// <param name="IsUsable">False when what is on record cannot be used any more, such as after a file was removed.</param>
/// <param name="IsProbed">A probe was saved.</param>
/// <param name="Options">As configured; paths are whole ones.</param>
/// <param name="Problems">Why it cannot be used.</param>
/// <param name="Profile">What jobs go by: the product's file, the probe and what is set by hand together.</param>
internal sealed record PacsView(string Name, bool IsFromFile, bool IsUsable, bool IsProbed, JsonElement Options, IReadOnlyList<ApiError> Problems, JsonElement? Profile)
{
    public static PacsView Of(PacsEntry entry, Func<string, string> resolve)
    {
        var options = entry.Options with
        {
            Tls = entry.Options.Tls is { } tls
                ? tls with { Authorities = Whole(tls.Authorities), Certificate = Whole(tls.Certificate), PrivateKey = Whole(tls.PrivateKey) }
                : null,
        };
        return new PacsView(
            entry.Options.Name, entry.IsFromFile, entry.Node is not null, entry.Probed is not null, Configuration.ConfigurationJson.Element(options),
            [.. entry.Problems.Select(error => new ApiError(error.Path, error.What, error.Remedy))],
            entry.Node is { } node ? Configuration.ConfigurationJson.Element(PacsSettings.Quirks(node.Profile)) : null);

        string? Whole(string? path) => path is null ? null : resolve(path);
    }
}
