using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace DicomGateway.Service.Configuration.Checks;

/// <summary>A bare mail address. What could end a line of SMTP cannot be in it.</summary>
internal sealed partial class MailAddressAttribute : ValueCheckAttribute
{
    private const string Allowed = @"^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9]([A-Za-z0-9.-]{0,252}[A-Za-z0-9])?$";

    public override (string What, string Remedy)? Check(object value, string folder) =>
        Shape().IsMatch((string)value) ? null : ($"'{value}' is no mail address.", "Write it as name@example.org, without a name before it.");

    public override void Describe(JsonObject schema) => schema["format"] = "email";

    [GeneratedRegex(Allowed)]
    private static partial Regex Shape();
}
