using System.ComponentModel;
using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using DicomGateway.Service.Configuration.Checks;
using DicomGateway.Service.Configuration.Sections;
using DicomGateway.Service.Configuration.Sections.Pacs;

namespace DicomGateway.Service.Configuration;

/// <summary>The JSON Schema of gateway.json, made from the option records.</summary>
internal static class ConfigurationSchema
{
    private static readonly JsonSerializerOptions Layout =
        new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" };

    public static string Write() => Write(typeof(GatewayConfiguration), "DicomGateway: gateway.json");

    /// <summary>The schema of files in pacs-profiles.</summary>
    public static string WritePacsProfile() => Write(typeof(PacsProfileFile), "DicomGateway: what a PACS product can do");

    public static string Describe(PropertyInfo property) => property.GetCustomAttribute<DescriptionAttribute>()?.Description ?? "";

    /// <summary>The schema of a file that is read as these options are.</summary>
    public static string Write(Type type, string title)
    {
        var schema = Object(type);
        schema.Insert(0, "$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.Insert(1, "title", title);
        return schema.ToJsonString(Layout) + "\n";
    }

    private static JsonObject Object(Type type)
    {
        var defaults = Activator.CreateInstance(type)!;
        var properties = new JsonObject();
        var required = new JsonArray();
        foreach (var property in ConfigurationShape.Properties(type))
        {
            var schema = Value(property);
            if (ConfigurationShape.IsRequired(property))
                required.Add(ConfigurationShape.JsonName(property));
            else if (Default(property.GetValue(defaults)) is { } value)
                schema["default"] = value;
            properties[ConfigurationShape.JsonName(property)] = schema;
        }

        var result = new JsonObject { ["type"] = "object", ["additionalProperties"] = false };
        if (required.Count > 0)
            result["required"] = required;
        result["properties"] = properties;
        return result;
    }

    private static JsonObject Value(PropertyInfo property)
    {
        var element = ConfigurationShape.ElementType(property.PropertyType);
        var schema = Scalar(element ?? ConfigurationShape.Bare(property.PropertyType));
        foreach (var check in property.GetCustomAttributes<ValueCheckAttribute>())
            check.Describe(schema);
        if (element is not null)
        {
            schema = new JsonObject { ["type"] = "array", ["items"] = schema };
            if (property.IsDefined(typeof(NotEmptyAttribute)))
                schema["minItems"] = 1;
        }

        schema.Insert(0, "description", Describe(property));
        return schema;
    }

    private static JsonObject Scalar(Type type)
    {
        if (ConfigurationShape.IsObject(type))
            return Object(type);
        if (type == typeof(bool))
            return new JsonObject { ["type"] = "boolean" };
        if (type == typeof(int) || type == typeof(long))
            return new JsonObject { ["type"] = "integer" };
        if (type == typeof(TimeSpan))
            return new JsonObject { ["type"] = "string", ["pattern"] = Duration.Pattern };
        return type.IsEnum
            ? new JsonObject { ["enum"] = new JsonArray([.. Enum.GetNames(type).Select(name => JsonValue.Create(name))]) }
            : new JsonObject { ["type"] = "string" };
    }

    private static JsonNode? Default(object? value) => value switch
    {
        bool flag => flag,
        int number => number,
        long number => number,
        TimeSpan duration => Duration.Format(duration),
        Enum choice => choice.ToString(),
        string text => text,
        _ => null,
    };
}
