namespace DicomGateway.Network.Association.Negotiation;

/// <summary>Whether text from the wire is a UID (PS3.5 9.1), as far as safety asks: real ones with leading zeros in a component do occur.</summary>
internal static class UidSyntax
{
    public const string ImplicitVrLittleEndian = "1.2.840.10008.1.2";

    public static bool IsValid(string uid) => uid.Length is > 0 and <= 64 && uid.All(character => char.IsAsciiDigit(character) || character == '.');
}
