using System.ComponentModel;
using DicomGateway.Service.Configuration.Checks;
using DicomGateway.Transfer.Records.Alerts;

namespace DicomGateway.Service.Configuration.Sections.Alerts;

internal sealed record AlertMailOptions
{
    [Description("Host name or address of the mail relay.")]
    public required string Host { get; init; }

    [Description("SMTP port of the relay.")]
    [Between(1, 65535)]
    public int Port { get; init; } = 25;

    [Description("Address that the messages come from.")]
    [MailAddress]
    public required string From { get; init; }

    [Description("Addresses that the messages go to.")]
    [MailAddress]
    [NotEmpty]
    public required IReadOnlyList<string> To { get; init; }

    [Description("None, WhenOffered (STARTTLS where the relay offers it, with a certificate that holds) or Required.")]
    public MailEncryption Encryption { get; init; } = MailEncryption.WhenOffered;

    [Description("PEM file with the authorities that the relay's certificate must come from; without it, those of the operating system.")]
    [ExistingFile]
    public string? Authorities { get; init; }

    [Description("User name, where the relay asks for one; needs encryption Required.")]
    public string? User { get; init; }

    [Description("File with the user's password, readable for the service only.")]
    [ExistingFile]
    public string? PasswordFile { get; init; }

    [Description("Environment variable with the user's password, instead of a file.")]
    public string? PasswordVariable { get; init; }

    [Description("Kinds that are sent by mail; none means all.")]
    public IReadOnlyList<AlertKind> Kinds { get; init; } = [];
}
