using System.Reflection;
using System.Text.Json;
using DicomGateway.Service.Configuration.Checks;

namespace DicomGateway.Service.Configuration;

/// <summary>JSON to option records. Collects every error instead of stopping at the first.</summary>
internal sealed class ConfigurationBinder(string folder)
{
    private readonly List<ConfigurationError> _errors = [];

    public IReadOnlyList<ConfigurationError> Errors => _errors;

    public object Bind(JsonElement json, Type type, string path)
    {
        var result = Activator.CreateInstance(type)!;
        if (json.ValueKind != JsonValueKind.Object)
        {
            Add(path, $"a {Kind(json)} stands where an object belongs.", "Write { … }.");
            return result;
        }

        var properties = ConfigurationShape.Properties(type).ToDictionary(ConfigurationShape.JsonName);
        var seen = new HashSet<string>();
        foreach (var member in json.EnumerateObject())
        {
            var at = $"{path}.{member.Name}";
            if (!seen.Add(member.Name))
                Add(at, "the property appears twice.", "Keep one of them.");
            else if (properties.TryGetValue(member.Name, out var property))
                Set(result, property, member.Value, at);
            else
                Add(at, "there is no such property.", Suggest(member.Name, properties.Keys));
        }

        foreach (var (name, property) in properties.Where(p => ConfigurationShape.IsRequired(p.Value) && !seen.Contains(p.Key)))
            Add($"{path}.{name}", "the property is missing.", ConfigurationSchema.Describe(property));
        return result;
    }

    private void Set(object target, PropertyInfo property, JsonElement json, string path)
    {
        if (json.ValueKind == JsonValueKind.Null)
        {
            if (ConfigurationShape.IsRequired(property))
                Add(path, "null is no value here.", ConfigurationSchema.Describe(property));
            return;
        }

        var checks = property.GetCustomAttributes<ValueCheckAttribute>().ToList();
        var value = ConfigurationShape.ElementType(property.PropertyType) is { } element
            ? BindList(json, element, path, checks, property.IsDefined(typeof(NotEmptyAttribute)))
            : BindValue(json, ConfigurationShape.Bare(property.PropertyType), path, checks);
        if (value is not null)
            property.SetValue(target, value);
    }

    private Array? BindList(JsonElement json, Type element, string path, List<ValueCheckAttribute> checks, bool notEmpty)
    {
        if (json.ValueKind != JsonValueKind.Array)
        {
            Add(path, $"a {Kind(json)} stands where a list belongs.", "Write [ … ].");
            return null;
        }

        if (notEmpty && json.GetArrayLength() == 0)
            Add(path, "the list is empty.", "Give at least one entry.");
        var values = json.EnumerateArray().Select((item, index) => BindValue(item, element, $"{path}[{index}]", checks)).Where(v => v is not null).ToList();
        var result = Array.CreateInstance(element, values.Count);
        for (var i = 0; i < values.Count; i++)
            result.SetValue(values[i], i);
        return result;
    }

    private object? BindValue(JsonElement json, Type type, string path, List<ValueCheckAttribute> checks)
    {
        if (ConfigurationShape.IsObject(type))
            return Bind(json, type, path);
        if (Scalar(json, type) is not { } value)
        {
            Add(path, $"{json.GetRawText()} does not fit.", Expected(type));
            return null;
        }

        foreach (var check in checks)
        {
            if (check.Check(value, folder) is { } wrong)
                Add(path, wrong.What, wrong.Remedy);
        }

        return value;
    }

    private static object? Scalar(JsonElement json, Type type)
    {
        if (type == typeof(bool))
            return json.ValueKind is JsonValueKind.True or JsonValueKind.False ? json.GetBoolean() : null;
        if (type == typeof(int))
            return json.ValueKind == JsonValueKind.Number && json.TryGetInt32(out var number) ? number : null;
        if (type == typeof(long))
            return json.ValueKind == JsonValueKind.Number && json.TryGetInt64(out var large) ? large : null;
        if (json.ValueKind != JsonValueKind.String)
            return null;
        var text = json.GetString()!;
        if (type == typeof(TimeSpan))
            return Duration.TryParse(text, out var duration) ? duration : null;
        if (type.IsEnum)
            return Enum.GetNames(type).Contains(text) ? Enum.Parse(type, text) : null;
        return text;
    }

    private static string Expected(Type type)
    {
        if (type == typeof(bool))
            return "Write true or false.";
        if (type == typeof(int) || type == typeof(long))
            return "Write a whole number.";
        if (type == typeof(TimeSpan))
            return "Write a number and a unit, for example \"90s\", \"5m\", \"2h\" or \"7d\".";
        return type.IsEnum ? $"Write one of {string.Join(", ", Enum.GetNames(type).Select(n => $"\"{n}\""))}." : "Write text in quotation marks.";
    }

    private static string Suggest(string name, IEnumerable<string> known)
    {
        var nearest = known.MinBy(candidate => Spelling.Distance(name, candidate));
        return nearest is not null && Spelling.Distance(name, nearest) <= Math.Max(2, name.Length / 3)
            ? $"Did you mean {nearest}?"
            : "Remove it; docs/operations.md and gateway.schema.json list what there is.";
    }

    private static string Kind(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Array => "list",
        JsonValueKind.Object => "object",
        JsonValueKind.String => "text",
        JsonValueKind.Number => "number",
        _ => "truth value",
    };

    private void Add(string path, string what, string remedy) => _errors.Add(new ConfigurationError(path, what, remedy));
}
