using System.Text.Json.Nodes;

namespace DicomGateway.Service.Configuration.Checks;

/// <summary>PS3.5 6.2, VR AE: 1 to 16 characters of the basic repertoire, no backslash, no control character, not only spaces.</summary>
internal sealed class AeTitleAttribute : ValueCheckAttribute
{
    private const string Pattern = "^(?=.*[^ ])[ -\\[\\]-~]{1,16}$";

    public override (string What, string Remedy)? Check(object value, string folder)
    {
        var text = (string)value;
        if (text.Trim().Length is 0 or > 16)
            return ($"'{text}' is no AE title: it has {text.Trim().Length} characters.", "Use 1 to 16.");
        if (text.Any(c => c is < ' ' or > '~' or '\\'))
            return ($"'{text}' is no AE title: a character is not allowed.", "Use ASCII letters, digits, spaces and marks other than the backslash.");
        return text != text.Trim() ? ($"'{text}' has spaces at an end, which do not count in an AE title.", "Remove them.") : null;
    }

    public override void Describe(JsonObject schema) => schema["pattern"] = Pattern;
}
