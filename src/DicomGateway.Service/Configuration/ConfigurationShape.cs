using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using DicomGateway.Service.Configuration.Sections;

namespace DicomGateway.Service.Configuration;

/// <summary>How the option records look in JSON; the binder and the schema both go by it, so they cannot differ.</summary>
internal static class ConfigurationShape
{
    public static IEnumerable<PropertyInfo> Properties(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.CanWrite)
            .OrderBy(property => property.DeclaringType == type ? 1 : 0);

    public static string JsonName(PropertyInfo property) =>
        property.Name == nameof(GatewayConfiguration.Schema) ? "$schema" : JsonNamingPolicy.CamelCase.ConvertName(property.Name);

    public static bool IsRequired(PropertyInfo property) => property.IsDefined(typeof(RequiredMemberAttribute));

    /// <summary>The element type of a list, or null when the type is no list.</summary>
    public static Type? ElementType(Type type) =>
        type != typeof(string) && type.IsGenericType && typeof(IEnumerable).IsAssignableFrom(type) ? type.GetGenericArguments()[0] : null;

    public static bool IsObject(Type type) => type.IsClass && type != typeof(string) && ElementType(type) is null;

    public static Type Bare(Type type) => Nullable.GetUnderlyingType(type) ?? type;
}
