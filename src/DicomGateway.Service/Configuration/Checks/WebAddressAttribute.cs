using System.Text.Json.Nodes;

namespace DicomGateway.Service.Configuration.Checks;

/// <summary>An http or https address without user name and password: those do not belong into a configuration.</summary>
internal sealed class WebAddressAttribute : ValueCheckAttribute
{
    public override (string What, string Remedy)? Check(object value, string folder)
    {
        if (!Uri.TryCreate((string)value, UriKind.Absolute, out var uri) || uri.Scheme is not ("https" or "http") || uri.Host.Length == 0)
            return ("this is no web address.", "Write it as https://host/path.");
        return uri.UserInfo.Length > 0 ? ("the address holds a user name or a password.", "Use the secret that messages are signed with.") : null;
    }

    public override void Describe(JsonObject schema) => schema["format"] = "uri";
}
