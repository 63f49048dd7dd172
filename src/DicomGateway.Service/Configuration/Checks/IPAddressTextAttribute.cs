using System.Net;

namespace DicomGateway.Service.Configuration.Checks;

internal sealed class IPAddressTextAttribute : ValueCheckAttribute
{
    public override (string What, string Remedy)? Check(object value, string folder) =>
        IPAddress.TryParse((string)value, out _) ? null : ($"'{value}' is no address.", "Use for example 127.0.0.1, 0.0.0.0 or ::1.");
}
