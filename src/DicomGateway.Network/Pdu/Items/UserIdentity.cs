namespace DicomGateway.Network.Pdu.Items;

/// <summary>User identity of an A-ASSOCIATE-RQ (PS3.7 D.3.3.7.1). Its text never shows the fields: they are secrets.</summary>
/// <param name="Type">The kind of identity; values that the standard does not know are kept as they came.</param>
/// <param name="IsResponseRequested">The requestor wants a server response.</param>
/// <param name="Primary">User name, Kerberos ticket, SAML assertion or JSON web token.</param>
/// <param name="Secondary">Passcode, for <see cref="UserIdentityType.UsernameAndPasscode"/>.</param>
public sealed record UserIdentity(UserIdentityType Type, bool IsResponseRequested, ReadOnlyMemory<byte> Primary, ReadOnlyMemory<byte> Secondary)
{
    /// <inheritdoc/>
    public override string ToString() => $"user identity of type {(byte)Type}";
}
