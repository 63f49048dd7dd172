using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace DicomGateway.Service.Configuration.Checks;

internal sealed partial class ThumbprintAttribute : ValueCheckAttribute
{
    private const string Pattern = "^([0-9A-Fa-f]{2}:?){31}[0-9A-Fa-f]{2}$";

    public override (string What, string Remedy)? Check(object value, string folder) =>
        Shape().IsMatch((string)value)
            ? null
            : ($"'{value}' is no SHA-256 thumbprint.", "Take the 64 hexadecimal digits of: openssl x509 -in FILE -noout -fingerprint -sha256");

    public override void Describe(JsonObject schema) => schema["pattern"] = Pattern;

    [GeneratedRegex(Pattern)]
    private static partial Regex Shape();
}
