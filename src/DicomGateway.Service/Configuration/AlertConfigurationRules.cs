using DicomGateway.Service.Configuration.Sections.Alerts;

namespace DicomGateway.Service.Configuration;

/// <summary>What single values of the section `alerts` cannot say: places of secrets, and connections that must be encrypted.</summary>
internal static class AlertConfigurationRules
{
    public static IEnumerable<ConfigurationError> Check(AlertsOptions alerts) =>
        (alerts.Mail is { } mail ? Mail(mail) : []).Concat(alerts.Webhooks.SelectMany((webhook, index) => Webhook(webhook, $"$.alerts.webhooks[{index}]")));

    private static IEnumerable<ConfigurationError> Mail(AlertMailOptions mail)
    {
        const string At = "$.alerts.mail";
        var passwords = Count(mail.PasswordFile, mail.PasswordVariable);
        if (mail.User is not null && passwords != 1)
            yield return new ConfigurationError(At, "a user needs one password.", "Give either passwordFile or passwordVariable.");
        if (mail.User is null && passwords > 0)
            yield return new ConfigurationError(At, "there is a password, but no user.", "Give user, or remove the password.");
        if (mail.User is not null && mail.Encryption != MailEncryption.Required)
            yield return new ConfigurationError(At + ".encryption", "a password would travel readably.", "Write \"Required\".");
    }

    private static IEnumerable<ConfigurationError> Webhook(AlertWebhookOptions webhook, string at)
    {
        if (Count(webhook.SecretFile, webhook.SecretVariable) != 1)
            yield return new ConfigurationError(at, "messages are signed, which takes one secret.", "Give either secretFile or secretVariable.");
        if (Uri.TryCreate(webhook.Url, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttp && !uri.IsLoopback && !webhook.AllowPlainHttp)
            yield return new ConfigurationError(at + ".url", "messages would travel readably to another machine.", "Use https, or set allowPlainHttp.");
    }

    private static int Count(string? file, string? variable) => (file is null ? 0 : 1) + (variable is null ? 0 : 1);
}
