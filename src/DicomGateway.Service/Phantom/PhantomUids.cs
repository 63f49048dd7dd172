using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using DicomGateway.Dicom.Data;

namespace DicomGateway.Service.Phantom;

/// <summary>UIDs that depend on the seed and on what they are for.</summary>
internal sealed class PhantomUids(long seed, int study)
{
    public DicomUID Make(string purpose)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"phantom/{seed}/{study}/{purpose}");
        return DicomUID.FromUuid(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16), version: 8);
    }
}
