using System.Net;

namespace DicomGateway.Service.Configuration.Checks;

/// <summary>A host name or an address, without scheme, port or blanks.</summary>
internal sealed class HostNameAttribute : ValueCheckAttribute
{
    public override (string What, string Remedy)? Check(object value, string folder) =>
        IPAddress.TryParse((string)value, out _) || Uri.CheckHostName((string)value) == UriHostNameType.Dns
            ? null
            : ($"'{value}' is no host.", "Use a host name or an address, for example pacs.example.org, 10.1.2.3 or ::1; the port stands apart.");
}
