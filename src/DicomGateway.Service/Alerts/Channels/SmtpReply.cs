namespace DicomGateway.Service.Alerts.Channels;

/// <summary>What a relay has answered. Its words are not kept: they may repeat what it was sent.</summary>
/// <param name="Code">Three digits.</param>
/// <param name="Lines">Its lines without the code: what it offers, after EHLO.</param>
internal sealed record SmtpReply(int Code, IReadOnlyList<string> Lines)
{
    public bool IsDone => Code is >= 200 and < 300;

    /// <summary>It waits for more.</summary>
    public bool IsPending => Code is >= 300 and < 400;

    public bool Offers(string extension) => Lines.Any(line =>
        line.StartsWith(extension, StringComparison.OrdinalIgnoreCase) && (line.Length == extension.Length || line[extension.Length] == ' '));
}
