using System.Globalization;
using System.Text.Json.Nodes;

namespace DicomGateway.Service.Configuration.Checks;

internal sealed class BetweenAttribute(int least, int most) : ValueCheckAttribute
{
    public override (string What, string Remedy)? Check(object value, string folder) =>
        (int)value < least || (int)value > most
            ? (string.Create(CultureInfo.InvariantCulture, $"{value} is out of range."), string.Create(CultureInfo.InvariantCulture, $"Use {least} to {most}."))
            : null;

    public override void Describe(JsonObject schema)
    {
        schema["minimum"] = least;
        schema["maximum"] = most;
    }
}
