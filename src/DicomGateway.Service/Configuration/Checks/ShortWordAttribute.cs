using System.Text.Json.Nodes;

namespace DicomGateway.Service.Configuration.Checks;

/// <summary>Up to 16 ASCII letters and digits.</summary>
internal sealed class ShortWordAttribute : ValueCheckAttribute
{
    public override (string What, string Remedy)? Check(object value, string folder) =>
        ((string)value).Length > 16 || !((string)value).All(char.IsAsciiLetterOrDigit)
            ? ($"'{value}' does not fit.", "Use up to 16 letters and digits.")
            : null;

    public override void Describe(JsonObject schema) => schema["pattern"] = "^[A-Za-z0-9]{0,16}$";
}
