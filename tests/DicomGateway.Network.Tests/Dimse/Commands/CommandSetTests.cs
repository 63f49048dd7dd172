using DicomGateway.Network.Dimse;
using DicomGateway.Network.Dimse.Commands;
using static DicomGateway.Testing.Peers.PeerMessages;

namespace DicomGateway.Network.Tests.Dimse.Commands;

internal sealed class CommandSetTests
{
    private static IEnumerable<CommandSet> Requests() =>
    [
        DimseCommands.CEcho(Verification),
        DimseCommands.CStore(CTImageStorage, "1.2.3", DimsePriority.High, "MOVER", 77),
        DimseCommands.CFind("1.2.840.10008.5.1.4.1.2.2.1"),
        DimseCommands.CGet("1.2.840.10008.5.1.4.1.2.2.3", DimsePriority.Low),
        DimseCommands.CMove("1.2.840.10008.5.1.4.1.2.2.2", "DESTINATION"),
        DimseCommands.NEventReport("1.2.840.10008.1.20.1", "1.2.840.10008.1.20.1.1", 2),
        DimseCommands.NGet("1.2.3", "1.2.3.4", [0x00100010, 0x7FE00010]),
        DimseCommands.NSet("1.2.3", "1.2.3.4"),
        DimseCommands.NAction("1.2.840.10008.1.20.1", "1.2.840.10008.1.20.1.1", 1),
        DimseCommands.NCreate("1.2.3"),
        DimseCommands.NDelete("1.2.3", "1.2.3.4"),
    ];

    [TestCaseSource(nameof(Requests))]
    public void Request_and_its_response_survive_the_wire(CommandSet request)
    {
        request.MessageId = 0xABCD;
        var read = CommandSetCodec.Read(CommandSetCodec.Write(request));
        var response = CommandSetCodec.Read(CommandSetCodec.Write(DimseCommands.Response(read, new DimseStatus(0xB007))));
        Assert.Multiple(() =>
        {
            Assert.That(CommandSetCodec.Write(read), Is.EqualTo(CommandSetCodec.Write(request)));
            Assert.That(read.SopClassUid, Is.EqualTo(request.SopClassUid));
            Assert.That(read.SopInstanceUid, Is.EqualTo(request.SopInstanceUid));
            Assert.That(read.IsResponse, Is.False);
            Assert.That((ushort)response.CommandField, Is.EqualTo((ushort)request.CommandField | 0x8000));
            Assert.That(response.IsResponse, Is.True);
            Assert.That(response.MessageIdBeingRespondedTo, Is.EqualTo(0xABCD));
            Assert.That(response.Status!.Value.Code, Is.EqualTo(0xB007));
            Assert.That(response.AffectedSopClassUid, Is.EqualTo(request.SopClassUid));
            Assert.That(response.AffectedSopInstanceUid, Is.EqualTo(request.SopInstanceUid));
        });
    }

    [Test]
    public void All_accessors_read_what_was_set()
    {
        var command = new CommandSet
        {
            CommandField = DimseCommandField.CMoveResponse,
            MessageIdBeingRespondedTo = 9,
            Status = DimseStatus.Pending,
            HasDataSet = true,
            Suboperations = new SuboperationCounts(1, 2, 3, 4),
            OffendingElements = [0x00080018],
            AttributeIdentifiers = [0x00100010, 0x00100020],
            ErrorComment = "odd",
            ErrorId = 5,
            MoveDestination = "DEST",
            MoveOriginatorAeTitle = "ORIGIN",
            MoveOriginatorMessageId = 6,
            EventTypeId = 7,
            ActionTypeId = 8,
            Priority = DimsePriority.High,
        };
        var read = CommandSetCodec.Read(CommandSetCodec.Write(command));
        Assert.Multiple(() =>
        {
            Assert.That(read.HasDataSet, Is.True);
            Assert.That(read.Suboperations, Is.EqualTo(new SuboperationCounts(1, 2, 3, 4)));
            Assert.That(read.OffendingElements, Is.EqualTo(new uint[] { 0x00080018 }));
            Assert.That(read.AttributeIdentifiers, Is.EqualTo(new uint[] { 0x00100010, 0x00100020 }));
            Assert.That((read.ErrorComment, read.ErrorId), Is.EqualTo(("odd", (ushort)5)));
            Assert.That((read.MoveDestination, read.MoveOriginatorAeTitle, read.MoveOriginatorMessageId), Is.EqualTo(("DEST", "ORIGIN", (ushort)6)));
            Assert.That((read.EventTypeId, read.ActionTypeId, read.Priority), Is.EqualTo(((ushort)7, (ushort)8, DimsePriority.High)));
        });
    }

    [Test]
    public void Cancel_has_no_message_id_of_its_own_and_no_response()
    {
        var cancel = CommandSetCodec.Read(CommandSetCodec.Write(DimseCommands.CCancel(12)));
        Assert.That(cancel.MessageIdBeingRespondedTo, Is.EqualTo(12));
        Assert.Throws<ArgumentException>(() => DimseCommands.Response(cancel, DimseStatus.Success));
    }

    [Test]
    public void Bytes_of_an_echo_are_those_of_the_standard()
    {
        byte[] expected =
        [
            0, 0, 0, 0, 4, 0, 0, 0, 56, 0, 0, 0,
            0, 0, 2, 0, 18, 0, 0, 0, .. "1.2.840.10008.1.1\0"u8,
            0, 0, 0, 1, 2, 0, 0, 0, 0x30, 0,
            0, 0, 0x10, 1, 2, 0, 0, 0, 1, 0,
            0, 0, 0, 8, 2, 0, 0, 0, 1, 1,
        ];
        Assert.That(Command(DimseCommands.CEcho(Verification), 1), Is.EqualTo(expected));
    }

    [TestCase(new byte[] { 8, 0, 0, 0, 0, 0, 0, 0 }, TestName = "Element of another group is refused")]
    [TestCase(new byte[] { 0, 0, 0, 1, 2, 0, 0 }, TestName = "Command set that ends inside a header is refused")]
    [TestCase(new byte[] { 0, 0, 0, 1, 3, 0, 0, 0, 1, 0 }, TestName = "Element beyond the command set is refused")]
    [TestCase(new byte[] { 0, 0, 0, 1, 0xFF, 0xFF, 0xFF, 0xFF, 1, 0 }, TestName = "Element of undefined length is refused")]
    [TestCase(new byte[] { 0, 0, 0, 1, 2, 0, 0, 0, 0x77, 0x77 }, TestName = "Unknown command field is refused")]
    [TestCase(new byte[] { 0, 0, 0, 1, 2, 0, 0, 0, 0x30, 0 }, TestName = "Request without message id is refused")]
    [TestCase(new byte[] { 0, 0, 0, 1, 2, 0, 0, 0, 0x30, 0x80 }, TestName = "Response without the id it answers is refused")]
    [TestCase(new byte[] { 0, 0, 0, 1, 2, 0, 0, 0, 0x30, 0x80, 0, 0, 0x20, 1, 2, 0, 0, 0, 1, 0 }, TestName = "Response without status is refused")]
    [TestCase(new byte[] { }, TestName = "Empty command set is refused")]
    public void Refused(byte[] bytes) => Assert.Throws<DimseProtocolException>(() => CommandSetCodec.Read(bytes));

    [Test]
    public void Command_set_over_64_KiB_is_refused() =>
        Assert.Throws<DimseProtocolException>(() => CommandSetCodec.Read(new byte[CommandSetCodec.MaximumLength + 2]));

    [Test]
    public void Wrong_group_length_and_retired_elements_are_taken()
    {
        byte[] bytes = [0, 0, 0, 0, 4, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 2, 2, 0, 0, 0, 65, 65, .. Command(DimseCommands.CEcho(Verification), 4).AsSpan(12)];
        Assert.That(CommandSetCodec.Read(bytes).MessageId, Is.EqualTo(4));
    }

    [Test]
    public void Random_bytes_are_read_or_refused_but_never_crash()
    {
        var random = new Random(1);
        for (var i = 0; i < 20_000; i++)
        {
            var bytes = Command(DimseCommands.CStore(CTImageStorage, "1.2.3"), 1);
            for (var change = 0; change < 4; change++)
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            try
            {
                CommandSetCodec.Read(bytes.AsSpan(0, random.Next(bytes.Length)));
            }
            catch (DimseProtocolException)
            {
                // Refused.
            }
        }
    }
}
