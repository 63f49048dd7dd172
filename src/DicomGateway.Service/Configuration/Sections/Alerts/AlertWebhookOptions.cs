using System.ComponentModel;
using DicomGateway.Service.Configuration.Checks;
using DicomGateway.Transfer.Records.Alerts;

namespace DicomGateway.Service.Configuration.Sections.Alerts;

internal sealed record AlertWebhookOptions
{
    [Description("Name of the webhook in lists and logs.")]
    [Identifier]
    public required string Name { get; init; }

    [Description("Address that is posted to: https, or http on this machine.")]
    [WebAddress]
    public required string Url { get; init; }

    [Description("Allow http to another machine: messages name no patient, but nobody can tell who reads them.")]
    public bool AllowPlainHttp { get; init; }

    [Description("File with the secret that messages are signed with: at least 16 bytes, readable for the service only.")]
    [ExistingFile]
    public string? SecretFile { get; init; }

    [Description("Environment variable with the secret, instead of a file.")]
    public string? SecretVariable { get; init; }

    [Description("PEM file with the authorities that the server's certificate must come from; without it, those of the operating system.")]
    [ExistingFile]
    public string? Authorities { get; init; }

    [Description("How long an answer may take.")]
    [Lasts("1s", "2m")]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    [Description("Kinds that are posted; none means all.")]
    public IReadOnlyList<AlertKind> Kinds { get; init; } = [];
}
