namespace DicomGateway.Network.Dimse.Commands;

/// <summary>
/// Makes the command set of every request (PS3.7 9.3 and 10.3). The message id and whether a data set follows are filled in when it is sent.
/// </summary>
public static class DimseCommands
{
    /// <summary>C-ECHO-RQ.</summary>
    public static CommandSet CEcho(string sopClassUid) => Affected(DimseCommandField.CEchoRequest, sopClassUid);

    /// <summary>C-STORE-RQ. The move originator is given when a C-MOVE asked for it.</summary>
    public static CommandSet CStore(
        string sopClassUid,
        string sopInstanceUid,
        DimsePriority priority = DimsePriority.Medium,
        string? moveOriginatorAeTitle = null,
        ushort? moveOriginatorMessageId = null)
    {
        var command = Affected(DimseCommandField.CStoreRequest, sopClassUid, sopInstanceUid);
        command.Priority = priority;
        command.MoveOriginatorAeTitle = moveOriginatorAeTitle;
        command.MoveOriginatorMessageId = moveOriginatorMessageId;
        return command;
    }

    /// <summary>C-FIND-RQ; its data set is the identifier.</summary>
    public static CommandSet CFind(string sopClassUid, DimsePriority priority = DimsePriority.Medium)
    {
        var command = Affected(DimseCommandField.CFindRequest, sopClassUid);
        command.Priority = priority;
        return command;
    }

    /// <summary>C-GET-RQ; its data set is the identifier.</summary>
    public static CommandSet CGet(string sopClassUid, DimsePriority priority = DimsePriority.Medium)
    {
        var command = Affected(DimseCommandField.CGetRequest, sopClassUid);
        command.Priority = priority;
        return command;
    }

    /// <summary>C-MOVE-RQ; its data set is the identifier.</summary>
    public static CommandSet CMove(string sopClassUid, string moveDestination, DimsePriority priority = DimsePriority.Medium)
    {
        var command = Affected(DimseCommandField.CMoveRequest, sopClassUid);
        command.Priority = priority;
        command.MoveDestination = moveDestination;
        return command;
    }

    /// <summary>C-CANCEL-RQ for an operation of ours.</summary>
    public static CommandSet CCancel(ushort messageIdBeingRespondedTo) => new()
    {
        CommandField = DimseCommandField.CCancelRequest,
        MessageIdBeingRespondedTo = messageIdBeingRespondedTo,
        HasDataSet = false,
    };

    /// <summary>N-EVENT-REPORT-RQ.</summary>
    public static CommandSet NEventReport(string sopClassUid, string sopInstanceUid, ushort eventTypeId)
    {
        var command = Affected(DimseCommandField.NEventReportRequest, sopClassUid, sopInstanceUid);
        command.EventTypeId = eventTypeId;
        return command;
    }

    /// <summary>N-GET-RQ; no attribute named means all.</summary>
    public static CommandSet NGet(string sopClassUid, string sopInstanceUid, IReadOnlyList<uint>? attributes = null)
    {
        var command = Requested(DimseCommandField.NGetRequest, sopClassUid, sopInstanceUid);
        command.AttributeIdentifiers = attributes;
        return command;
    }

    /// <summary>N-SET-RQ; its data set is the modification list.</summary>
    public static CommandSet NSet(string sopClassUid, string sopInstanceUid) =>
        Requested(DimseCommandField.NSetRequest, sopClassUid, sopInstanceUid);

    /// <summary>N-ACTION-RQ.</summary>
    public static CommandSet NAction(string sopClassUid, string sopInstanceUid, ushort actionTypeId)
    {
        var command = Requested(DimseCommandField.NActionRequest, sopClassUid, sopInstanceUid);
        command.ActionTypeId = actionTypeId;
        return command;
    }

    /// <summary>N-CREATE-RQ; without an instance UID the peer chooses one.</summary>
    public static CommandSet NCreate(string sopClassUid, string? sopInstanceUid = null) =>
        Affected(DimseCommandField.NCreateRequest, sopClassUid, sopInstanceUid);

    /// <summary>N-DELETE-RQ.</summary>
    public static CommandSet NDelete(string sopClassUid, string sopInstanceUid) =>
        Requested(DimseCommandField.NDeleteRequest, sopClassUid, sopInstanceUid);

    /// <summary>The response to any request but C-CANCEL, with the UIDs and type ids that PS3.7 has repeated in it.</summary>
    /// <exception cref="ArgumentException">The command has no response.</exception>
    public static CommandSet Response(CommandSet request, DimseStatus status)
    {
        if (request.IsResponse || request.CommandField == DimseCommandField.CCancelRequest)
            throw new ArgumentException($"{request.CommandField} has no response.", nameof(request));
        return new CommandSet
        {
            CommandField = (DimseCommandField)((ushort)request.CommandField | 0x8000),
            MessageIdBeingRespondedTo = request.MessageId,
            AffectedSopClassUid = request.SopClassUid,
            AffectedSopInstanceUid = request.SopInstanceUid,
            EventTypeId = request.EventTypeId,
            ActionTypeId = request.ActionTypeId,
            Status = status,
            HasDataSet = false,
        };
    }

    private static CommandSet Affected(DimseCommandField field, string sopClassUid, string? sopInstanceUid = null) => new()
    {
        CommandField = field,
        AffectedSopClassUid = sopClassUid,
        AffectedSopInstanceUid = sopInstanceUid,
        HasDataSet = false,
    };

    private static CommandSet Requested(DimseCommandField field, string sopClassUid, string sopInstanceUid) => new()
    {
        CommandField = field,
        RequestedSopClassUid = sopClassUid,
        RequestedSopInstanceUid = sopInstanceUid,
        HasDataSet = false,
    };
}
