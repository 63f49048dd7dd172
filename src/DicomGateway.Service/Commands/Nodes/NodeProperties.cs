using System.Text.Json;
using System.Text.Json.Nodes;
using DicomGateway.Service.Configuration;

namespace DicomGateway.Service.Commands.Nodes;

/// <summary>
/// PROPERTY=VALUE of the command line, named as in gateway.json: a property within another after a full stop, a list by naming it several times, nothing
/// behind the sign to take it away. What an entry may be is for the service to say, which names every mistake.
/// </summary>
internal static class NodeProperties
{
    /// <exception cref="CommandException">There is no such property.</exception>
    public static void Apply(JsonObject entry, Type type, IEnumerable<string> assignments)
    {
        var begun = new HashSet<string>();
        foreach (var assignment in assignments)
        {
            var sign = assignment.IndexOf('=', StringComparison.Ordinal);
            if (sign <= 0)
                throw new CommandException($"'{assignment}' sets nothing.", "Write PROPERTY=VALUE, for example addresses=10.1.0.0/16.");
            Set(entry, type, assignment[..sign], assignment[..sign].Split('.'), assignment[(sign + 1)..], begun);
        }
    }

    private static void Set(JsonObject target, Type type, string whole, ReadOnlySpan<string> path, string value, HashSet<string> begun)
    {
        var name = path[0];
        var known = ConfigurationShape.Properties(type).ToDictionary(ConfigurationShape.JsonName);
        if (!known.TryGetValue(name, out var property))
            throw new CommandException($"There is no property '{whole}'.", $"Use one of: {string.Join(", ", known.Keys)}.");
        var kind = ConfigurationShape.Bare(property.PropertyType);
        if (path.Length > 1)
        {
            if (!ConfigurationShape.IsObject(kind))
                throw new CommandException($"There is no property '{whole}'.", $"{name} has none of its own.");
            if (target[name] is not JsonObject inner)
                target[name] = inner = [];
            Set(inner, kind, whole, path[1..], value, begun);
        }
        else if (value.Length == 0)
            target.Remove(name);
        else if (ConfigurationShape.ElementType(kind) is { } element)
            Append(target, name, Value(element, value), isFirst: begun.Add(whole));
        else
            target[name] = Value(kind, value);
    }

    /// <summary>What is named for the first time begins a new list.</summary>
    private static void Append(JsonObject target, string name, JsonNode? value, bool isFirst)
    {
        if (value is JsonArray whole)
            target[name] = whole;
        else if (isFirst || target[name] is not JsonArray list)
            target[name] = new JsonArray(value);
        else
            list.Add(value);
    }

    private static JsonNode? Value(Type type, string text)
    {
        if (type == typeof(string) || type.IsEnum || type == typeof(TimeSpan))
            return text;
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return text;
        }
    }
}
