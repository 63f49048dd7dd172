using DicomGateway.Network.Pdu.Items;

namespace DicomGateway.Network.Pdu;

/// <summary>Reads the user information item (PS3.7 annex D.3.3). Of a sub-item that must not repeat, the first counts.</summary>
internal static class UserInformationReader
{
    public static UserInformation Read(PduFieldReader fields)
    {
        var information = new UserInformation();
        var roles = new List<RoleSelection>();
        var extended = new List<ExtendedNegotiation>();
        var common = new List<CommonExtendedNegotiation>();
        while (!fields.IsAtEnd)
        {
            switch (fields.Item(out var content))
            {
                case ItemType.RoleSelection: roles.Add(ReadRole(content)); break;
                case ItemType.ExtendedNegotiation: extended.Add(ReadExtended(content)); break;
                case ItemType.CommonExtendedNegotiation: common.Add(ReadCommonExtended(content)); break;
                case var type: information = ReadSingle(information, type, content); break;
            }
        }

        return information with { Roles = roles, ExtendedNegotiations = extended, CommonExtendedNegotiations = common };
    }

    private static UserInformation ReadSingle(UserInformation soFar, byte type, PduFieldReader content) => type switch
    {
        ItemType.MaximumLength when soFar.MaximumLength is null =>
            soFar with { MaximumLength = content.UInt32("Maximum-length-received") },
        ItemType.ImplementationClassUid when soFar.ImplementationClassUid is null =>
            soFar with { ImplementationClassUid = content.RestAsText() },
        ItemType.ImplementationVersionName when soFar.ImplementationVersionName is null =>
            soFar with { ImplementationVersionName = content.RestAsText() },
        ItemType.AsynchronousOperationsWindow when soFar.AsynchronousOperations is null =>
            soFar with { AsynchronousOperations = ReadWindow(content) },
        ItemType.UserIdentityRequest when soFar.UserIdentity is null => soFar with { UserIdentity = ReadIdentity(content) },
        ItemType.UserIdentityAccept when soFar.UserIdentityResponse is null =>
            soFar with { UserIdentityResponse = content.Counted("Server-response").ToArray() },
        _ => soFar,
    };

    private static AsynchronousOperationsWindow ReadWindow(PduFieldReader fields) =>
        new(fields.UInt16("Maximum-number-operations-invoked"), fields.UInt16("Maximum-number-operations-performed"));

    private static RoleSelection ReadRole(PduFieldReader fields)
    {
        var uid = fields.CountedText("SOP-class-uid");
        return new RoleSelection(uid, fields.Byte("SCU-role") != 0, fields.Byte("SCP-role") != 0);
    }

    private static ExtendedNegotiation ReadExtended(PduFieldReader fields)
    {
        var uid = fields.CountedText("SOP-class-uid");
        return new ExtendedNegotiation(uid, fields.Rest().ToArray());
    }

    private static CommonExtendedNegotiation ReadCommonExtended(PduFieldReader fields)
    {
        var sopClass = fields.CountedText("SOP-class-uid");
        var serviceClass = fields.CountedText("Service-class-uid");
        var related = new PduFieldReader(fields.Counted("Related-general-sop-class-identification"));
        var uids = new List<string>();
        while (!related.IsAtEnd)
            uids.Add(related.CountedText("Related-general-sop-class-uid"));
        return new CommonExtendedNegotiation(sopClass, serviceClass, uids);
    }

    private static UserIdentity ReadIdentity(PduFieldReader fields)
    {
        var type = (UserIdentityType)fields.Byte("User-identity-type");
        var wantsResponse = fields.Byte("Positive-response-requested") != 0;
        var primary = fields.Counted("Primary-field").ToArray();
        return new UserIdentity(type, wantsResponse, primary, fields.Counted("Secondary-field").ToArray());
    }
}
