using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace DicomGateway.Service.Configuration.Checks;

/// <summary>The code of a finding, or all of a class.</summary>
internal sealed partial class FindingCodeAttribute : ValueCheckAttribute
{
    private const string Allowed = @"^[a-z]+\.(\*|[A-Za-z][A-Za-z-]*)$";

    public override (string What, string Remedy)? Check(object value, string folder) =>
        Shape().IsMatch((string)value) ? null : ($"'{value}' is no code of a finding.", "Write a code as `hold list` shows it, such as pixels.ultrasound, or a class of them, such as pixels.*.");

    public override void Describe(JsonObject schema) => schema["pattern"] = Allowed;

    [GeneratedRegex(Allowed)]
    private static partial Regex Shape();
}
