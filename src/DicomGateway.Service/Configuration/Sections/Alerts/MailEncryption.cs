namespace DicomGateway.Service.Configuration.Sections.Alerts;

/// <summary>Whether mail is handed to the relay by TLS.</summary>
internal enum MailEncryption
{
    None,

    WhenOffered,

    Required,
}
