using System.Text.Json;
using System.Text.Json.Serialization;

namespace DicomGateway.Service.Api;

/// <summary>JSON of the API: camel case, enumerations by name, times in UTC as ISO 8601, what is null left out.</summary>
internal static class ApiJson
{
    public static JsonSerializerOptions Options { get; } = Configure(new JsonSerializerOptions(JsonSerializerDefaults.Web));

    public static JsonSerializerOptions Configure(JsonSerializerOptions options)
    {
        options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        options.Converters.Add(new JsonStringEnumConverter());
        return options;
    }
}
