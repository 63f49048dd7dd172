using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace DicomGateway.Service.StandIn.Scripting;

/// <summary>Chance that depends on what it is about and on nothing else, so that it does not matter who comes first. For tests, not for secrets.</summary>
internal readonly record struct SeededChance(int Seed, int Rule, string Subject, int Attempt)
{
    /// <summary>A number from 0 to 99.</summary>
    public int Percent(string purpose) => (int)(Number(purpose) % 100);

    public uint Number(string purpose)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{Seed}/{Rule}/{Subject}/{Attempt}/{purpose}");
        return BinaryPrimitives.ReadUInt32LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }
}
