namespace DicomGateway.Service.Accounts;

/// <summary>Which passwords are taken: long ones. No rule about kinds of characters, which make passwords worse.</summary>
internal static class PasswordRules
{
    public const int Least = 12;
    public const int Most = 256;

    private static readonly string[] Guessed = ["password", "passwort", "dicomgateway", "administrator", "123456", "qwerty", "letmein", "welcome", "changeme"];

    /// <summary>What is wrong with a password, as a sentence that says what to do; null when nothing is.</summary>
    public static string? FindFault(string password, string name)
    {
        if (password.Length < Least)
            return $"Use at least {Least} characters. A few words that do not belong together are easy to keep in mind.";
        if (password.Length > Most)
            return $"Use at most {Most} characters.";
        if (password.Distinct().Count() < 5)
            return "Use more than a few different characters.";
        var bare = password.ToLowerInvariant();
        foreach (var word in Guessed.Append(name.ToLowerInvariant()).Where(word => word.Length > 2))
            bare = bare.Replace(word, "", StringComparison.Ordinal);
        return bare.Count(char.IsLetterOrDigit) < 6 ? "This is among the first that anybody guesses: choose another one." : null;
    }
}
