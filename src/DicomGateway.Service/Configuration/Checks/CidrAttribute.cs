using System.Net;

namespace DicomGateway.Service.Configuration.Checks;

/// <summary>An address, or a range of addresses in CIDR notation.</summary>
internal sealed class CidrAttribute : ValueCheckAttribute
{
    public override (string What, string Remedy)? Check(object value, string folder)
    {
        var text = (string)value;
        return IPAddress.TryParse(text, out _) || IPNetwork.TryParse(text, out _)
            ? null
            : ($"'{text}' is no address range.", "Use for example 10.1.0.0/16, 10.1.2.3 or fd00::/8.");
    }
}
