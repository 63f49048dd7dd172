using System.Buffers.Binary;
using System.Text;
using static DicomGateway.Network.Dimse.Commands.CommandElement;

namespace DicomGateway.Network.Dimse.Commands;

/// <summary>
/// A command set (PS3.7 6.3.1 and annex E): the flat group 0000 that begins every DIMSE message, in Implicit VR Little Endian. An element that
/// is absent reads as null. <see cref="DimseCommands"/> makes one for every command.
/// </summary>
public sealed class CommandSet
{
    /// <summary>Command Data Set Type (0000,0800) of a message without data set.</summary>
    public const ushort NoDataSet = 0x0101;

    private readonly SortedList<ushort, ReadOnlyMemory<byte>> _elements = [];

    /// <summary>Command Field (0000,0100).</summary>
    public DimseCommandField CommandField
    {
        get => (DimseCommandField)(UInt16(CommandElement.CommandField) ?? 0);
        set => Set(CommandElement.CommandField, (ushort)value);
    }

    /// <summary>Bit 15 of the command field: this answers a request.</summary>
    public bool IsResponse => ((ushort)CommandField & 0x8000) != 0;

    /// <summary>Message ID (0000,0110) of a request; 0 in a response.</summary>
    public ushort MessageId
    {
        get => UInt16(CommandElement.MessageId) ?? 0;
        set => Set(CommandElement.MessageId, value);
    }

    /// <summary>Message ID Being Responded To (0000,0120) of a response or C-CANCEL-RQ.</summary>
    public ushort? MessageIdBeingRespondedTo
    {
        get => UInt16(CommandElement.MessageIdBeingRespondedTo);
        set => Set(CommandElement.MessageIdBeingRespondedTo, value);
    }

    /// <summary>Whether a data set follows (0000,0800).</summary>
    public bool HasDataSet
    {
        get => UInt16(CommandDataSetType) is { } type && type != NoDataSet;
        set => Set(CommandDataSetType, value ? (ushort)0 : NoDataSet);
    }

    /// <summary>Affected SOP Class UID (0000,0002).</summary>
    public string? AffectedSopClassUid
    {
        get => Text(CommandElement.AffectedSopClassUid);
        set => SetUid(CommandElement.AffectedSopClassUid, value);
    }

    /// <summary>Requested SOP Class UID (0000,0003).</summary>
    public string? RequestedSopClassUid
    {
        get => Text(CommandElement.RequestedSopClassUid);
        set => SetUid(CommandElement.RequestedSopClassUid, value);
    }

    /// <summary>Affected SOP Instance UID (0000,1000).</summary>
    public string? AffectedSopInstanceUid
    {
        get => Text(CommandElement.AffectedSopInstanceUid);
        set => SetUid(CommandElement.AffectedSopInstanceUid, value);
    }

    /// <summary>Requested SOP Instance UID (0000,1001).</summary>
    public string? RequestedSopInstanceUid
    {
        get => Text(CommandElement.RequestedSopInstanceUid);
        set => SetUid(CommandElement.RequestedSopInstanceUid, value);
    }

    /// <summary>The SOP class that the command is about: affected, or requested for most N- requests.</summary>
    public string? SopClassUid => AffectedSopClassUid ?? RequestedSopClassUid;

    /// <summary>The SOP instance that the command is about.</summary>
    public string? SopInstanceUid => AffectedSopInstanceUid ?? RequestedSopInstanceUid;

    /// <summary>Priority (0000,0700).</summary>
    public DimsePriority? Priority
    {
        get => (DimsePriority?)UInt16(CommandElement.Priority);
        set => Set(CommandElement.Priority, (ushort?)value);
    }

    /// <summary>Status (0000,0900) of a response.</summary>
    public DimseStatus? Status
    {
        get => UInt16(CommandElement.Status) is { } code ? new DimseStatus(code) : null;
        set => Set(CommandElement.Status, value?.Code);
    }

    /// <summary>Error Comment (0000,0902), up to 64 characters.</summary>
    public string? ErrorComment
    {
        get => Text(CommandElement.ErrorComment);
        set => SetText(CommandElement.ErrorComment, value, ' ');
    }

    /// <summary>Error ID (0000,0903).</summary>
    public ushort? ErrorId
    {
        get => UInt16(CommandElement.ErrorId);
        set => Set(CommandElement.ErrorId, value);
    }

    /// <summary>Offending Element (0000,0901): tags as group in the upper and element in the lower 16 bits.</summary>
    public IReadOnlyList<uint>? OffendingElements
    {
        get => Tags(OffendingElement);
        set => SetTags(OffendingElement, value);
    }

    /// <summary>Attribute Identifier List (0000,1005): tags as group in the upper and element in the lower 16 bits.</summary>
    public IReadOnlyList<uint>? AttributeIdentifiers
    {
        get => Tags(AttributeIdentifierList);
        set => SetTags(AttributeIdentifierList, value);
    }

    /// <summary>Event Type ID (0000,1002).</summary>
    public ushort? EventTypeId
    {
        get => UInt16(CommandElement.EventTypeId);
        set => Set(CommandElement.EventTypeId, value);
    }

    /// <summary>Action Type ID (0000,1008).</summary>
    public ushort? ActionTypeId
    {
        get => UInt16(CommandElement.ActionTypeId);
        set => Set(CommandElement.ActionTypeId, value);
    }

    /// <summary>Move Destination (0000,0600).</summary>
    public string? MoveDestination
    {
        get => Text(CommandElement.MoveDestination);
        set => SetText(CommandElement.MoveDestination, value, ' ');
    }

    /// <summary>Move Originator Application Entity Title (0000,1030).</summary>
    public string? MoveOriginatorAeTitle
    {
        get => Text(CommandElement.MoveOriginatorAeTitle);
        set => SetText(CommandElement.MoveOriginatorAeTitle, value, ' ');
    }

    /// <summary>Move Originator Message ID (0000,1031).</summary>
    public ushort? MoveOriginatorMessageId
    {
        get => UInt16(CommandElement.MoveOriginatorMessageId);
        set => Set(CommandElement.MoveOriginatorMessageId, value);
    }

    /// <summary>Sub-operation counts (0000,1020–1023) of C-GET and C-MOVE responses.</summary>
    public SuboperationCounts Suboperations
    {
        get => new(
            UInt16(NumberOfRemainingSuboperations),
            UInt16(NumberOfCompletedSuboperations),
            UInt16(NumberOfFailedSuboperations),
            UInt16(NumberOfWarningSuboperations));
        set
        {
            Set(NumberOfRemainingSuboperations, value.Remaining);
            Set(NumberOfCompletedSuboperations, value.Completed);
            Set(NumberOfFailedSuboperations, value.Failed);
            Set(NumberOfWarningSuboperations, value.Warning);
        }
    }

    /// <summary>Every element by its number, as bytes; what the standard retired or never knew is kept too.</summary>
    internal IReadOnlyDictionary<ushort, ReadOnlyMemory<byte>> Elements => _elements;

    internal void SetBytes(ushort element, ReadOnlyMemory<byte> value) => _elements[element] = value;

    private ushort? UInt16(ushort element) =>
        _elements.TryGetValue(element, out var value) && value.Length >= 2 ? BinaryPrimitives.ReadUInt16LittleEndian(value.Span) : null;

    private void Set(ushort element, ushort? value)
    {
        if (value is not { } number)
        {
            _elements.Remove(element);
            return;
        }

        var bytes = new byte[2];
        BinaryPrimitives.WriteUInt16LittleEndian(bytes, number);
        _elements[element] = bytes;
    }

    private string? Text(ushort element) =>
        _elements.TryGetValue(element, out var value) && value.Span.Trim(" \0"u8) is { IsEmpty: false } text ? Encoding.Latin1.GetString(text) : null;

    private void SetUid(ushort element, string? value) => SetText(element, value, '\0');

    private void SetText(ushort element, string? value, char padding)
    {
        if (value is null)
            _elements.Remove(element);
        else
            _elements[element] = Encoding.Latin1.GetBytes(value.Length % 2 == 0 ? value : value + padding);
    }

    private List<uint>? Tags(ushort element)
    {
        if (!_elements.TryGetValue(element, out var value))
            return null;
        var tags = new List<uint>(value.Length / 4);
        for (var rest = value.Span; rest.Length >= 4; rest = rest[4..])
            tags.Add(((uint)BinaryPrimitives.ReadUInt16LittleEndian(rest) << 16) | BinaryPrimitives.ReadUInt16LittleEndian(rest[2..]));
        return tags;
    }

    private void SetTags(ushort element, IReadOnlyList<uint>? tags)
    {
        if (tags is null)
        {
            _elements.Remove(element);
            return;
        }

        var bytes = new byte[tags.Count * 4];
        for (var i = 0; i < tags.Count; i++)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(i * 4), (ushort)(tags[i] >> 16));
            BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan((i * 4) + 2), (ushort)tags[i]);
        }

        _elements[element] = bytes;
    }
}
