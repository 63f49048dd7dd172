using System.Globalization;
using DicomGateway.Network.Dimse;

namespace DicomGateway.Service.StandIn.Scripting;

/// <summary>The status of a rule, as people write it.</summary>
internal static class HexStatus
{
    public static bool IsValid(string text) => text.Length == 4 && ushort.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out _);

    public static DimseStatus Of(MisbehaviourRule rule) => new(ushort.Parse(rule.Status, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
}
