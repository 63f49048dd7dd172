using System.Text;

namespace DicomGateway.Testing.Alerts;

/// <summary>A mail that arrived.</summary>
/// <param name="Headers">By name, unfolded; the last one of a name.</param>
/// <param name="Text">What it says.</param>
/// <param name="Recipients">Whom the relay was told.</param>
/// <param name="IsEncrypted">It came by TLS.</param>
public sealed record ReceivedMail(IReadOnlyDictionary<string, string> Headers, string Text, IReadOnlyList<string> Recipients, bool IsEncrypted)
{
    /// <summary>The subject, with encoded words read.</summary>
    public string Subject => string.Concat(Headers["Subject"].Split(' ').Select((word, index) =>
        word.StartsWith("=?utf-8?B?", StringComparison.Ordinal) ? Encoding.UTF8.GetString(Convert.FromBase64String(word[10..^2])) : (index == 0 ? "" : " ") + word));

    public static ReceivedMail Read(string content, IReadOnlyList<string> recipients, bool isEncrypted)
    {
        var end = content.IndexOf("\n\n", StringComparison.Ordinal);
        var headers = content[..end].Replace("\n ", " ", StringComparison.Ordinal).Split('\n').Select(line => line.Split(": ", 2));
        var text = Encoding.UTF8.GetString(Convert.FromBase64String(content[end..].Replace("\n", "", StringComparison.Ordinal)));
        return new ReceivedMail(headers.GroupBy(header => header[0]).ToDictionary(group => group.Key, group => group.Last()[1]), text, recipients, isEncrypted);
    }
}
