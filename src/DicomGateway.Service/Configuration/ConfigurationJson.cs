using System.Text.Json;
using System.Text.Json.Serialization;

namespace DicomGateway.Service.Configuration;

/// <summary>Option records as JSON that the binder reads back.</summary>
internal static class ConfigurationJson
{
    private static readonly JsonSerializerOptions Layout = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(), new DurationConverter() },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public static string Write<T>(T options) => JsonSerializer.Serialize(options, Layout);

    public static JsonElement Element<T>(T options) => JsonSerializer.SerializeToElement(options, Layout);

    private sealed class DurationConverter : JsonConverter<TimeSpan>
    {
        public override TimeSpan Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Duration.Parse(reader.GetString()!);

        public override void Write(Utf8JsonWriter writer, TimeSpan value, JsonSerializerOptions options) => writer.WriteStringValue(Duration.Format(value));
    }
}
