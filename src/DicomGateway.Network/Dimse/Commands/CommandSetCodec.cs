using System.Buffers.Binary;
using DicomGateway.Network.Pdu.Units;

namespace DicomGateway.Network.Dimse.Commands;

/// <summary>Command sets to and from Implicit VR Little Endian (PS3.7 6.3.1).</summary>
public static class CommandSetCodec
{
    /// <summary>Longest command set that is read, in bytes: real ones have a few hundred.</summary>
    public const int MaximumLength = 64 * 1024;

    private const int HeaderSize = 8;

    /// <summary>Reads a whole command set.</summary>
    /// <exception cref="DimseProtocolException">It leaves group 0000, overruns its bytes, or lacks the command field or message id.</exception>
    public static CommandSet Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > MaximumLength)
            throw Invalid($"A command set may have {MaximumLength} bytes, this one has {bytes.Length}.");
        var command = new CommandSet();
        while (!bytes.IsEmpty)
        {
            if (bytes.Length < HeaderSize)
                throw Invalid("The command set ends inside an element's header.");
            var group = BinaryPrimitives.ReadUInt16LittleEndian(bytes);
            var element = BinaryPrimitives.ReadUInt16LittleEndian(bytes[2..]);
            var length = BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
            if (group != 0)
                throw Invalid($"The command set holds an element of group {group:X4}.");
            if (length > bytes.Length - HeaderSize)
                throw Invalid($"Element (0000,{element:X4}) is longer than the command set.");
            if (element != CommandElement.GroupLength)
                command.SetBytes(element, bytes.Slice(HeaderSize, (int)length).ToArray());
            bytes = bytes[(HeaderSize + (int)length)..];
        }

        Check(command);
        return command;
    }

    /// <summary>Writes a command set, group length first.</summary>
    public static byte[] Write(CommandSet command)
    {
        var length = command.Elements.Sum(element => HeaderSize + element.Value.Length);
        var bytes = new byte[HeaderSize + 4 + length];
        var target = bytes.AsSpan();
        WriteHeader(ref target, CommandElement.GroupLength, 4);
        BinaryPrimitives.WriteUInt32LittleEndian(target, (uint)length);
        target = target[4..];
        foreach (var (element, value) in command.Elements)
        {
            WriteHeader(ref target, element, value.Length);
            value.Span.CopyTo(target);
            target = target[value.Length..];
        }

        return bytes;
    }

    private static void WriteHeader(ref Span<byte> target, ushort element, int length)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(target, 0);
        BinaryPrimitives.WriteUInt16LittleEndian(target[2..], element);
        BinaryPrimitives.WriteUInt32LittleEndian(target[4..], (uint)length);
        target = target[HeaderSize..];
    }

    private static void Check(CommandSet command)
    {
        if (!Enum.IsDefined(command.CommandField))
            throw Invalid("The command field (0000,0100) is absent or none of the standard's.");
        var answersSomething = command.IsResponse || command.CommandField == DimseCommandField.CCancelRequest;
        if (answersSomething && command.MessageIdBeingRespondedTo is null)
            throw Invalid("The message id being responded to (0000,0120) is absent.");
        if (!answersSomething && !command.Elements.ContainsKey(CommandElement.MessageId))
            throw Invalid("The message id (0000,0110) is absent.");
        if (command.IsResponse && command.Status is null)
            throw Invalid("The status (0000,0900) of a response is absent.");
    }

    private static DimseProtocolException Invalid(string message) => new(AbortReason.InvalidPduParameter, message);
}
