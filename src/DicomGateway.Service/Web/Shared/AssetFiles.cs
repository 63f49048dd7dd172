using System.Collections.Frozen;
using System.Security.Cryptography;

namespace DicomGateway.Service.Web.Shared;

/// <summary>Style sheet, script and mark: in the program itself, under addresses that change with their content.</summary>
internal static class AssetFiles
{
    private const string Prefix = "DicomGateway.Service.Web.Assets.";

    private static readonly FrozenDictionary<string, Asset> Files = Read();

    public static string Url(string name) => $"/assets/{Files[name].Version}/{name}";

    public static IResult Send(string name) => Files.TryGetValue(name, out var asset) ? Results.Bytes(asset.Bytes, asset.ContentType) : Results.NotFound();

    private static FrozenDictionary<string, Asset> Read()
    {
        var assembly = typeof(AssetFiles).Assembly;
        return assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).ToFrozenDictionary(
            name => name[Prefix.Length..],
            name =>
            {
                using var stream = assembly.GetManifestResourceStream(name)!;
                var bytes = new byte[stream.Length];
                stream.ReadExactly(bytes);
                return new Asset(bytes, TypeOf(Path.GetExtension(name)), Convert.ToHexStringLower(SHA256.HashData(bytes))[..12]);
            });
    }

    private static string TypeOf(string extension) => extension switch
    {
        ".css" => "text/css; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".svg" => "image/svg+xml",
        _ => "application/octet-stream",
    };

    private sealed record Asset(byte[] Bytes, string ContentType, string Version);
}
