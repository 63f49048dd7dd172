using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace DicomGateway.Service.Configuration.Checks;

/// <summary>A time of day to the minute.</summary>
internal sealed partial class ClockTimeAttribute : ValueCheckAttribute
{
    private const string Allowed = "^([01][0-9]|2[0-3]):[0-5][0-9]$";

    public override (string What, string Remedy)? Check(object value, string folder) =>
        Shape().IsMatch((string)value) ? null : ($"'{value}' is no time of day.", "Write hours and minutes, for example \"19:30\".");

    public override void Describe(JsonObject schema) => schema["pattern"] = Allowed;

    [GeneratedRegex(Allowed)]
    private static partial Regex Shape();
}
