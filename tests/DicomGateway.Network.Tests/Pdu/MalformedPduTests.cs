using System.Buffers.Binary;
using DicomGateway.Network.Pdu;
using DicomGateway.Network.Pdu.Items;
using DicomGateway.Network.Pdu.Units;
using static DicomGateway.Testing.Peers.PeerMessages;

namespace DicomGateway.Network.Tests.Pdu;

/// <summary>Every malformed PDU that a peer was seen to send, or a fuzzer to find, by name.</summary>
internal sealed class MalformedPduTests
{
    [TestCase(0u)]
    [TestCase(3u)]
    [TestCase(5u)]
    [TestCase(0x7FFFFFFFu)]
    [TestCase(0x80000000u)]
    [TestCase(0xFFFFFFFFu)]
    public void Release_of_another_length_than_4_is_refused(uint length) => HeaderIsRefused(PduType.ReleaseRequest, length);

    [TestCase(PduType.AssociateRequest, 0u)]
    [TestCase(PduType.AssociateRequest, 3u)]
    [TestCase(PduType.AssociateRequest, 67u)]
    [TestCase(PduType.AssociateAccept, 67u)]
    [TestCase(PduType.DataTransfer, 0u)]
    [TestCase(PduType.DataTransfer, 5u)]
    [TestCase(PduType.Abort, 0u)]
    [TestCase(PduType.Abort, 0xFFFFFFFFu)]
    [TestCase(PduType.AssociateReject, 2u)]
    public void Length_that_such_a_pdu_cannot_have_is_refused(PduType type, uint length) => HeaderIsRefused(type, length);

    [TestCase(0)]
    [TestCase(8)]
    [TestCase(0x16)]
    [TestCase('G')]
    [TestCase('S')]
    [TestCase(255)]
    public void Unknown_type_is_refused_as_unrecognized(int type)
    {
        var failure = Assert.Throws<PduFormatException>(() => PduHeader.Read([(byte)type, 0, 0, 0, 0, 4]));
        Assert.That(failure!.Reason, Is.EqualTo(AbortReason.UnrecognizedPdu));
    }

    [TestCase(0u)]
    [TestCase(1u)]
    public void Pdv_shorter_than_its_header_is_refused(uint length) => PdvIsRefused(length, contextId: 1, leftInPdu: 20);

    [TestCase(17u)]
    [TestCase(0x7FFFFFFFu)]
    [TestCase(0x80000000u)]
    [TestCase(0xFFFFFFFFu)]
    public void Pdv_longer_than_its_pdu_is_refused(uint length) => PdvIsRefused(length, contextId: 1, leftInPdu: 20);

    [Test]
    public void Pdv_with_even_context_id_is_refused() => PdvIsRefused(4, contextId: 2, leftInPdu: 20);

    [Test]
    public void Pdv_in_the_last_five_bytes_of_a_pdu_is_refused() =>
        Assert.Throws<PduFormatException>(() => PdvHeader.Read([0, 0, 0, 2, 1], 5));

    [Test]
    public void Pdv_without_data_and_of_odd_length_is_taken()
    {
        Assert.Multiple(() =>
        {
            Assert.That(PdvHeader.Read([0, 0, 0, 2, 1, 2], 6), Is.EqualTo(new PdvHeader(0, 1, false, true)));
            Assert.That(PdvHeader.Read([0, 0, 0, 3, 1, 3], 7), Is.EqualTo(new PdvHeader(1, 1, true, true)));
        });
    }

    [Test]
    public void Request_without_presentation_context_is_refused() =>
        Refused(PduWriter.Write(Request with { PresentationContexts = [] }));

    [Test]
    public void Request_with_256_contexts_is_refused()
    {
        var contexts = Enumerable.Range(0, 256).Select(i => new PresentationContextProposal((byte)i, Verification, [ImplicitLittleEndian]));
        Refused(PduWriter.Write(Request with { PresentationContexts = [.. contexts] }));
    }

    [TestCase(2)]
    [TestCase(0)]
    public void Even_context_id_is_refused(int id) => Refused(WithIds(1, id));

    [Test]
    public void Repeated_context_id_is_refused() => Refused(WithIds(1, 3, 1));

    [Test]
    public void Accept_with_repeated_context_id_is_refused()
    {
        var answer = new PresentationContextAnswer(1, PresentationContextResult.Acceptance, ImplicitLittleEndian);
        Refused(PduWriter.Write(Accept(Request) with { PresentationContexts = [answer, answer] }));
    }

    [Test]
    public void Accept_whose_rejected_context_lacks_the_transfer_syntax_item_is_read()
    {
        var bytes = Concat(Fixed(), Item(0x10, "1.2.840.10008.3.1.1.1"u8.ToArray()), Item(0x21, [1, 0, 3, 0]), Item(0x50, Item(0x51, [0, 0, 64, 0])));
        var accept = (AssociateAccept)PduReader.Read(PduType.AssociateAccept, bytes);
        Assert.That(accept.PresentationContexts.Single(), Is.EqualTo(new PresentationContextAnswer(1, PresentationContextResult.AbstractSyntaxNotSupported, "")));
    }

    [Test]
    public void Ten_thousand_transfer_syntaxes_are_read_at_once()
    {
        var syntaxes = Enumerable.Range(0, 1000).Select(i => $"1.2.{i}").ToList();
        var contexts = Enumerable.Range(0, 10).Select(i => new PresentationContextProposal((byte)((2 * i) + 1), Verification, syntaxes));
        var bytes = PduWriter.Write(Request with { PresentationContexts = [.. contexts] });
        var read = (AssociateRequest)PduReader.Read(PduType.AssociateRequest, bytes.AsSpan(PduHeader.Size));
        Assert.That(read.PresentationContexts.Select(context => context.TransferSyntaxes), Is.All.EqualTo(syntaxes));
    }

    [TestCase(0x30)]
    [TestCase(0x40)]
    public void Sub_item_beyond_its_context_is_refused(int type) =>
        Refused(PduType.AssociateRequest, Concat(Fixed(), Item(0x20, [1, 0, 0, 0, (byte)type, 0, 0, 50, 49])));

    [Test]
    public void Item_beyond_the_pdu_is_refused() => Refused(PduType.AssociateRequest, Concat(Fixed(), [0x20, 0, 0xFF, 0xFF, 1, 0, 0, 0]));

    [Test]
    public void Item_cut_inside_its_header_is_refused() => Refused(PduType.AssociateRequest, Concat(Fixed(), [0x20, 0, 0]));

    [TestCase(0x51, new byte[] { 0, 0, 64 })]
    [TestCase(0x53, new byte[] { 0, 1, 0 })]
    [TestCase(0x54, new byte[] { 0, 9, 49 })]
    [TestCase(0x54, new byte[] { 0, 1, 49, 1 })]
    [TestCase(0x56, new byte[] { 0, 9, 49 })]
    [TestCase(0x56, new byte[] { 9 })]
    [TestCase(0x57, new byte[] { 0, 1, 49, 0, 1, 49, 0, 4, 0, 9, 49, 49 })]
    [TestCase(0x58, new byte[] { 1 })]
    [TestCase(0x58, new byte[] { 1, 0, 0, 9, 49 })]
    [TestCase(0x58, new byte[] { 2, 0, 0, 1, 49, 0, 9 })]
    [TestCase(0x59, new byte[] { 0, 9, 49 })]
    public void User_information_sub_item_that_is_too_short_is_refused(int type, byte[] content) =>
        Refused(PduType.AssociateRequest, Concat(Fixed(), Context(), Item(0x50, Item((byte)type, content))));

    [Test]
    public void User_information_sub_item_beyond_its_item_is_refused() =>
        Refused(PduType.AssociateRequest, Concat(Fixed(), Context(), Item(0x50, [0x51, 0, 0, 8, 0, 0, 64, 0])));

    [Test]
    public void Unknown_items_are_ignored_on_every_level()
    {
        var unknown = Item(0x99, [1, 2, 3]);
        var context = Item(0x20, [1, 0, 0, 0, .. unknown, .. Item(0x30, "1.2.3"u8.ToArray()), .. Item(0x40, "1.2"u8.ToArray())]);
        var bytes = Concat(Fixed(), unknown, context, Item(0x50, [.. unknown, .. Item(0x51, [0, 0, 64, 0])]));
        var read = (AssociateRequest)PduReader.Read(PduType.AssociateRequest, bytes);
        Assert.Multiple(() =>
        {
            Assert.That(read.PresentationContexts.Single().AbstractSyntax, Is.EqualTo("1.2.3"));
            Assert.That(read.UserInformation.MaximumLength, Is.EqualTo(16384));
        });
    }

    [Test]
    public void Uids_padded_with_nul_or_space_are_read_bare()
    {
        var context = Item(0x20, [1, 0, 0, 0, .. Item(0x30, "1.2.3\0"u8.ToArray()), .. Item(0x40, "1.2 "u8.ToArray())]);
        var read = ((AssociateRequest)PduReader.Read(PduType.AssociateRequest, Concat(Fixed(), context))).PresentationContexts.Single();
        Assert.That((read.AbstractSyntax, read.TransferSyntaxes.Single()), Is.EqualTo(("1.2.3", "1.2")));
    }

    [Test]
    public void Every_cut_of_a_request_is_read_or_refused_but_never_crashes()
    {
        var bytes = PduWriter.Write(Request).AsSpan(PduHeader.Size).ToArray();
        for (var length = 0; length < bytes.Length; length++)
            ReadOrRefuse(PduType.AssociateRequest, bytes[..length]);
    }

    [Test]
    public void Every_changed_byte_of_a_request_is_read_or_refused_but_never_crashes()
    {
        var bytes = PduWriter.Write(Request).AsSpan(PduHeader.Size).ToArray();
        for (var at = 0; at < bytes.Length; at++)
        {
            foreach (var value in new byte[] { 0, 1, 0x7F, 0x80, 0xFF })
            {
                var changed = (byte[])bytes.Clone();
                changed[at] = value;
                ReadOrRefuse(PduType.AssociateRequest, changed);
            }
        }
    }

    [Test]
    public void Random_bytes_are_read_or_refused_but_never_crash([Values(1, 2, 3, 4, 5, 6, 7)] int type)
    {
        var random = new Random(type);
        for (var i = 0; i < 5000; i++)
        {
            var bytes = new byte[random.Next(300)];
            random.NextBytes(bytes);
            ReadOrRefuse((PduType)type, bytes);
        }
    }

    private static void ReadOrRefuse(PduType type, byte[] body)
    {
        try
        {
            PduReader.Read(type, body);
        }
        catch (PduFormatException)
        {
            // Refused.
        }
    }

    private static void HeaderIsRefused(PduType type, uint length)
    {
        var bytes = new byte[PduHeader.Size];
        new PduHeader(type, length).Write(bytes);
        var failure = Assert.Throws<PduFormatException>(() => PduHeader.Read(bytes));
        Assert.That(failure!.Reason, Is.EqualTo(AbortReason.InvalidPduParameter));
    }

    private static void PdvIsRefused(uint length, byte contextId, uint leftInPdu)
    {
        var bytes = new byte[PdvHeader.Size];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, length);
        bytes[4] = contextId;
        var failure = Assert.Throws<PduFormatException>(() => PdvHeader.Read(bytes, leftInPdu));
        Assert.That(failure!.Reason, Is.EqualTo(AbortReason.InvalidPduParameter));
    }

    private static void Refused(byte[] pdu) => Refused((PduType)pdu[0], pdu[PduHeader.Size..]);

    private static void Refused(PduType type, byte[] body)
    {
        var failure = Assert.Throws<PduFormatException>(() => PduReader.Read(type, body));
        Assert.That(failure!.Reason, Is.EqualTo(AbortReason.InvalidPduParameter));
    }

    private static byte[] WithIds(params int[] ids) => PduWriter.Write(Request with
    {
        PresentationContexts = [.. ids.Select(id => new PresentationContextProposal((byte)id, Verification, [ImplicitLittleEndian]))],
    });

    private static byte[] Fixed() => PduWriter.Write(Request).AsSpan(PduHeader.Size, 68).ToArray();

    private static byte[] Context() => Item(0x20, [1, 0, 0, 0, .. Item(0x30, "1.2.3"u8.ToArray()), .. Item(0x40, "1.2"u8.ToArray())]);

    private static byte[] Item(byte type, byte[] content) => [type, 0, (byte)(content.Length >> 8), (byte)content.Length, .. content];

    private static byte[] Concat(params byte[][] parts) => [.. parts.SelectMany(part => part)];
}
