using System.Globalization;
using System.Text;
using DicomGateway.Service.Configuration.Sections.Alerts;
using DicomGateway.Transfer.Records.Alerts;

namespace DicomGateway.Service.Alerts.Channels;

/// <summary>A message in the form of RFC 5322, with lines as SMTP wants them.</summary>
internal static class MailMessage
{
    private const int Base64Line = 76;

    public static string Write(AlertMessage message, AlertMailOptions options, string node, DateTimeOffset now)
    {
        var text = new StringBuilder();
        void Header(string name, string value) => text.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        Header("Date", now.ToString("ddd, dd MMM yyyy HH:mm:ss +0000", CultureInfo.InvariantCulture));
        Header("From", $"<{options.From}>");
        Header("To", string.Join(",\r\n ", options.To.Select(to => $"<{to}>")));
        Header("Subject", Encode(AlertText.Subject(message, node)));
        Header("Message-ID", $"<{IdOf(message, now)}.{Word(node)}.alert@{options.From[(options.From.IndexOf('@', StringComparison.Ordinal) + 1)..]}>");
        Header("Auto-Submitted", "auto-generated");
        Header("MIME-Version", "1.0");
        Header("Content-Type", "text/plain; charset=utf-8");
        Header("Content-Transfer-Encoding", "base64");
        text.Append("\r\n");
        foreach (var line in Convert.ToBase64String(Encoding.UTF8.GetBytes(AlertText.Write(message, node))).Chunk(Base64Line))
            text.Append(line).Append("\r\n");
        return text.ToString();
    }

    /// <summary>The same at every try, so that a mailbox can tell that a message came twice.</summary>
    private static string IdOf(AlertMessage message, DateTimeOffset now) =>
        string.Create(CultureInfo.InvariantCulture, $"{AlertText.IdOf(message)}.{(AlertText.IsTest(message) ? now : message.MadeAt).ToUnixTimeMilliseconds()}");

    private static string Word(string node) => string.Concat(node.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-'));

    /// <summary>RFC 2047 in words of whole characters, where the text is not plain ASCII or longer than a line.</summary>
    private static string Encode(string text)
    {
        if (text.Length <= 70 && text.All(c => c is >= ' ' and <= '~'))
            return text;
        var words = text.EnumerateRunes().Where(rune => !Rune.IsControl(rune)).Select(rune => rune.ToString()).Chunk(10).Select(chunk => string.Concat(chunk));
        return string.Join("\r\n ", words.Select(word => $"=?utf-8?B?{Convert.ToBase64String(Encoding.UTF8.GetBytes(word))}?="));
    }
}
