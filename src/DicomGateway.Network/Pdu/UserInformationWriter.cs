using DicomGateway.Network.Pdu.Items;

namespace DicomGateway.Network.Pdu;

/// <summary>Writes the user information item (PS3.7 annex D.3.3).</summary>
internal static class UserInformationWriter
{
    public static void Write(PduBuffer target, UserInformation information)
    {
        var item = target.BeginItem(ItemType.UserInformation);
        if (information.MaximumLength is { } maximum)
            WriteMaximumLength(target, maximum);
        if (information.ImplementationClassUid is { } classUid)
            target.TextItem(ItemType.ImplementationClassUid, classUid);
        if (information.AsynchronousOperations is { } window)
            WriteWindow(target, window);
        foreach (var role in information.Roles)
            WriteRole(target, role);
        if (information.ImplementationVersionName is { } versionName)
            target.TextItem(ItemType.ImplementationVersionName, versionName);
        foreach (var extended in information.ExtendedNegotiations)
            WriteExtended(target, extended);
        foreach (var common in information.CommonExtendedNegotiations)
            WriteCommonExtended(target, common);
        if (information.UserIdentity is { } identity)
            WriteIdentity(target, identity);
        if (information.UserIdentityResponse is { } response)
            WriteIdentityResponse(target, response.Span);
        target.End(item);
    }

    private static void WriteMaximumLength(PduBuffer target, uint maximum)
    {
        var item = target.BeginItem(ItemType.MaximumLength);
        target.UInt32(maximum);
        target.End(item);
    }

    private static void WriteWindow(PduBuffer target, AsynchronousOperationsWindow window)
    {
        var item = target.BeginItem(ItemType.AsynchronousOperationsWindow);
        target.UInt16(window.MaximumInvoked);
        target.UInt16(window.MaximumPerformed);
        target.End(item);
    }

    private static void WriteRole(PduBuffer target, RoleSelection role)
    {
        var item = target.BeginItem(ItemType.RoleSelection);
        target.CountedText(role.SopClassUid);
        target.Byte(role.IsScu ? (byte)1 : (byte)0);
        target.Byte(role.IsScp ? (byte)1 : (byte)0);
        target.End(item);
    }

    private static void WriteExtended(PduBuffer target, ExtendedNegotiation extended)
    {
        var item = target.BeginItem(ItemType.ExtendedNegotiation);
        target.CountedText(extended.SopClassUid);
        target.Bytes(extended.Information.Span);
        target.End(item);
    }

    private static void WriteCommonExtended(PduBuffer target, CommonExtendedNegotiation common)
    {
        var item = target.BeginItem(ItemType.CommonExtendedNegotiation);
        target.CountedText(common.SopClassUid);
        target.CountedText(common.ServiceClassUid);
        var related = target.BeginCounted();
        foreach (var uid in common.RelatedGeneralSopClassUids)
            target.CountedText(uid);
        target.End(related);
        target.End(item);
    }

    private static void WriteIdentity(PduBuffer target, UserIdentity identity)
    {
        var item = target.BeginItem(ItemType.UserIdentityRequest);
        target.Byte((byte)identity.Type);
        target.Byte(identity.IsResponseRequested ? (byte)1 : (byte)0);
        target.Counted(identity.Primary.Span);
        target.Counted(identity.Secondary.Span);
        target.End(item);
    }

    private static void WriteIdentityResponse(PduBuffer target, ReadOnlySpan<byte> response)
    {
        var item = target.BeginItem(ItemType.UserIdentityAccept);
        target.Counted(response);
        target.End(item);
    }
}
