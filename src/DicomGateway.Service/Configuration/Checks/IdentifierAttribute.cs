using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace DicomGateway.Service.Configuration.Checks;

/// <summary>A name that is also used in paths and metrics.</summary>
internal sealed partial class IdentifierAttribute : ValueCheckAttribute
{
    private const string Allowed = "^[a-z0-9]([a-z0-9-]{0,62}[a-z0-9])?$";

    public override (string What, string Remedy)? Check(object value, string folder) =>
        Shape().IsMatch((string)value) ? null : ($"'{value}' cannot be a name.", "Use 1 to 64 small letters, digits and inner hyphens.");

    public override void Describe(JsonObject schema) => schema["pattern"] = Allowed;

    [GeneratedRegex(Allowed)]
    private static partial Regex Shape();
}
