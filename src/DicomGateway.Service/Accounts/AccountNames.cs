using System.Text.RegularExpressions;

namespace DicomGateway.Service.Accounts;

/// <summary>How accounts may be called.</summary>
internal static partial class AccountNames
{
    public const string Rule = "Use 2 to 40 letters, digits, dots, dashes or underscores, and begin with a letter.";

    /// <summary>The name as it is stored; null when it cannot be one.</summary>
    public static string? Normalize(string? name)
    {
        var lower = (name ?? "").Trim().ToLowerInvariant();
        return Allowed().IsMatch(lower) ? lower : null;
    }

    [GeneratedRegex(@"^[a-z][a-z0-9._-]{1,39}\z")]
    private static partial Regex Allowed();
}
