using DicomGateway.Service.Configuration;
using DicomGateway.Service.Configuration.Sections.Alerts;
using DicomGateway.Service.Tls;

namespace DicomGateway.Service.Alerts.Channels;

/// <summary>The channels of the configuration.</summary>
internal static class AlertChannels
{
    public static IReadOnlyList<IAlertChannel> From(LoadedConfiguration configuration, TimeProvider time)
    {
        var options = configuration.Values.Alerts;
        var node = options.NodeName ?? Environment.MachineName;
        var webhooks = options.Webhooks.Select(webhook => (IAlertChannel)Webhook(webhook, node, configuration, time));
        return [.. options.Mail is { } mail ? new IAlertChannel[] { Mail(mail, node, configuration, time) } : [], .. webhooks];
    }

    private static MailChannel Mail(AlertMailOptions mail, string node, LoadedConfiguration configuration, TimeProvider time)
    {
        var password = mail.User is null ? null : Secret(mail.PasswordFile, mail.PasswordVariable, configuration);
        return new MailChannel(mail, node, Tls(mail.Authorities, configuration), password, time);
    }

    private static WebhookChannel Webhook(AlertWebhookOptions webhook, string node, LoadedConfiguration configuration, TimeProvider time) =>
        new(webhook, node, Tls(webhook.Authorities, configuration), Secret(webhook.SecretFile, webhook.SecretVariable, configuration), time);

    private static AlertTls Tls(string? authorities, LoadedConfiguration configuration) =>
        new(authorities is null ? null : new AuthorityFile(configuration.Resolve(authorities)));

    private static AlertSecret Secret(string? file, string? variable, LoadedConfiguration configuration) =>
        new(file is null ? null : configuration.Resolve(file), variable);
}
