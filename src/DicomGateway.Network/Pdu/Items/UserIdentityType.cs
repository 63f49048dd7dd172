namespace DicomGateway.Network.Pdu.Items;

/// <summary>Kinds of user identity (PS3.7 table D.3-14).</summary>
public enum UserIdentityType : byte
{
    /// <summary>Not a value of the standard.</summary>
    None = 0,

    /// <summary>Username as UTF-8.</summary>
    Username = 1,

    /// <summary>Username and passcode as UTF-8.</summary>
    UsernameAndPasscode = 2,

    /// <summary>Kerberos service ticket.</summary>
    Kerberos = 3,

    /// <summary>SAML assertion.</summary>
    Saml = 4,

    /// <summary>JSON web token.</summary>
    JsonWebToken = 5,
}
