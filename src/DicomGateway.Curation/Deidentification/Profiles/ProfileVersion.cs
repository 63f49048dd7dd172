using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace DicomGateway.Curation.Deidentification.Profiles;

/// <summary>
/// Everything of a configuration that decides what de-identified objects look like: the profile, and what the project says of pseudonyms. It is a text,
/// so that it can be kept and used again when the configuration has long been another, and is known by the hash of that text.
/// </summary>
public sealed class ProfileVersion
{
    private readonly Pseudonymisation _pseudonymisation;

    private ProfileVersion(DeidentificationProfile profile, Pseudonymisation pseudonymisation, string content)
    {
        Profile = profile;
        _pseudonymisation = pseudonymisation;
        Content = content;
        Hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)));
    }

    public DeidentificationProfile Profile { get; }

    /// <summary>JSON; the same text for the same rules.</summary>
    public string Content { get; }

    /// <summary>SHA-256 of the content, 64 lower-case hexadecimal digits.</summary>
    public string Hash { get; }

    public static ProfileVersion Of(DeidentificationProfile profile, CurationOptions options)
    {
        var pseudonymisation = new Pseudonymisation(
            options.PseudonymPrefix, options.DefaultIssuerOfPatientId, options.KeyPatientByStudy, [.. options.PlaceholderPatientIds.Order(StringComparer.Ordinal)]);
        var content = new JsonObject { ["profile"] = ProfileFile.Write(profile), ["pseudonyms"] = JsonSerializer.SerializeToNode(pseudonymisation, JsonSerializerOptions.Web) };
        return new ProfileVersion(profile, pseudonymisation, content.ToJsonString());
    }

    /// <summary>Makes a version usable again from the content that was kept.</summary>
    /// <exception cref="ProfileException">The content is not the one of that hash, or asks for what this program cannot do.</exception>
    public static ProfileVersion Read(string hash, string content)
    {
        var place = $"profile version {hash}";
        try
        {
            using var document = JsonDocument.Parse(content);
            var version = new ProfileVersion(
                ProfileFile.Read(place, document.RootElement.GetProperty("profile")),
                document.RootElement.GetProperty("pseudonyms").Deserialize<Pseudonymisation>(JsonSerializerOptions.Web)!,
                content);
            return version.Hash == hash ? version : throw new ProfileException(place, ["The kept content is not the one of this hash."]);
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new ProfileException(place, ["The kept content cannot be read."]);
        }
    }

    /// <summary>A project's options with this version's pseudonyms; what holds a study and what does not stays the project's word of today.</summary>
    public CurationOptions Apply(CurationOptions options) => options with
    {
        PseudonymPrefix = _pseudonymisation.Prefix,
        DefaultIssuerOfPatientId = _pseudonymisation.DefaultIssuer,
        KeyPatientByStudy = _pseudonymisation.PatientPerStudy,
        PlaceholderPatientIds = _pseudonymisation.PlaceholderPatientIds,
    };

    private sealed record Pseudonymisation(string Prefix, string DefaultIssuer, bool PatientPerStudy, IReadOnlyList<string> PlaceholderPatientIds);
}
