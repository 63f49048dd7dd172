namespace DicomGateway.Network.Dimse.Commands;

/// <summary>Element numbers of group 0000 (PS3.7 annex E.1).</summary>
internal static class CommandElement
{
    public const ushort GroupLength = 0x0000;
    public const ushort AffectedSopClassUid = 0x0002;
    public const ushort RequestedSopClassUid = 0x0003;
    public const ushort CommandField = 0x0100;
    public const ushort MessageId = 0x0110;
    public const ushort MessageIdBeingRespondedTo = 0x0120;
    public const ushort MoveDestination = 0x0600;
    public const ushort Priority = 0x0700;
    public const ushort CommandDataSetType = 0x0800;
    public const ushort Status = 0x0900;
    public const ushort OffendingElement = 0x0901;
    public const ushort ErrorComment = 0x0902;
    public const ushort ErrorId = 0x0903;
    public const ushort AffectedSopInstanceUid = 0x1000;
    public const ushort RequestedSopInstanceUid = 0x1001;
    public const ushort EventTypeId = 0x1002;
    public const ushort AttributeIdentifierList = 0x1005;
    public const ushort ActionTypeId = 0x1008;
    public const ushort NumberOfRemainingSuboperations = 0x1020;
    public const ushort NumberOfCompletedSuboperations = 0x1021;
    public const ushort NumberOfFailedSuboperations = 0x1022;
    public const ushort NumberOfWarningSuboperations = 0x1023;
    public const ushort MoveOriginatorAeTitle = 0x1030;
    public const ushort MoveOriginatorMessageId = 0x1031;
}
