using System.Text.Json;
using System.Text.Json.Serialization;

namespace DicomGateway.Service.Jobs;

/// <summary>One PACS is written as a string, several as an array, as criteria have them.</summary>
internal sealed class PacsNames : JsonConverter<IReadOnlyList<string>>
{
    public override IReadOnlyList<string>? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String ? [reader.GetString()!] : JsonSerializer.Deserialize<List<string>>(ref reader, options);

    public override void Write(Utf8JsonWriter writer, IReadOnlyList<string> value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize<IEnumerable<string>>(writer, value, options);
}
