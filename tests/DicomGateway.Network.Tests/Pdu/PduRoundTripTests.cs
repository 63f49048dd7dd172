using DicomGateway.Network.Pdu;
using DicomGateway.Network.Pdu.Items;
using DicomGateway.Network.Pdu.Units;
using static DicomGateway.Testing.Peers.PeerMessages;

namespace DicomGateway.Network.Tests.Pdu;

internal sealed class PduRoundTripTests
{
    private static readonly UserInformation Everything = new()
    {
        MaximumLength = 0x12345678,
        ImplementationClassUid = "1.2.3.4",
        ImplementationVersionName = "VERSION_1",
        AsynchronousOperations = new AsynchronousOperationsWindow(3, 5),
        Roles = [new RoleSelection(CTImageStorage, true, true), new RoleSelection(Verification, true, false)],
        ExtendedNegotiations = [new ExtendedNegotiation(CTImageStorage, new byte[] { 1, 2, 3 })],
        CommonExtendedNegotiations = [new CommonExtendedNegotiation(CTImageStorage, "1.2.840.10008.4.2", [Verification, "1.2"])],
        UserIdentity = new UserIdentity(UserIdentityType.UsernameAndPasscode, true, "user"u8.ToArray(), "secret"u8.ToArray()),
    };

    private static IEnumerable<ProtocolDataUnit> Units()
    {
        yield return Request;
        yield return Request with { UserInformation = Everything, ProtocolVersion = 3 };
        yield return Request with { PresentationContexts = Contexts(128) };
        yield return Accept(Request);
        yield return Accept(Request) with { UserInformation = Everything with { UserIdentity = null, UserIdentityResponse = "yes"u8.ToArray() } };
        yield return new AssociateReject(RejectResult.Transient, RejectSource.ServiceProviderPresentation, AssociateReject.LocalLimitExceeded);
        yield return Echo();
        yield return new DataTransfer([new PresentationDataValue(3, true, true, new byte[] { 1 }), new PresentationDataValue(3, false, false, new byte[7])]);
        yield return new ReleaseRequest();
        yield return new ReleaseResponse();
        yield return new Abort(AbortSource.ServiceProvider, AbortReason.InvalidPduParameter);
        foreach (var type in new byte[] { 0, 1, 2, 3, 4, 5, 255 })
        {
            var identity = new UserIdentity((UserIdentityType)type, false, "who"u8.ToArray(), ReadOnlyMemory<byte>.Empty);
            yield return Request with { UserInformation = new UserInformation { MaximumLength = 0, UserIdentity = identity } };
        }
    }

    [TestCaseSource(nameof(Units))]
    public void Pdu_written_and_read_is_written_again_as_the_same_bytes(ProtocolDataUnit pdu)
    {
        var bytes = PduWriter.Write(pdu);
        var header = PduHeader.Read(bytes);
        var again = PduReader.Read(header.Type, bytes.AsSpan(PduHeader.Size));
        Assert.Multiple(() =>
        {
            Assert.That(header, Is.EqualTo(new PduHeader(pdu.Type, (uint)(bytes.Length - PduHeader.Size))));
            Assert.That(again, Is.TypeOf(pdu.GetType()));
            Assert.That(PduWriter.Write(again), Is.EqualTo(bytes));
        });
    }

    [Test]
    public void Every_user_information_item_survives()
    {
        var bytes = PduWriter.Write(Request with { UserInformation = Everything });
        var read = ((AssociateRequest)PduReader.Read(PduType.AssociateRequest, bytes.AsSpan(PduHeader.Size))).UserInformation;
        Assert.Multiple(() =>
        {
            Assert.That(read.MaximumLength, Is.EqualTo(0x12345678));
            Assert.That(read.ImplementationClassUid, Is.EqualTo("1.2.3.4"));
            Assert.That(read.ImplementationVersionName, Is.EqualTo("VERSION_1"));
            Assert.That(read.AsynchronousOperations, Is.EqualTo(new AsynchronousOperationsWindow(3, 5)));
            Assert.That(read.Roles, Is.EqualTo(Everything.Roles));
            Assert.That(read.ExtendedNegotiations.Single().Information.ToArray(), Is.EqualTo(new byte[] { 1, 2, 3 }));
            Assert.That(read.CommonExtendedNegotiations.Single().RelatedGeneralSopClassUids, Is.EqualTo(new[] { Verification, "1.2" }));
            Assert.That(read.UserIdentity!.Type, Is.EqualTo(UserIdentityType.UsernameAndPasscode));
            Assert.That(read.UserIdentity.Primary.ToArray(), Is.EqualTo("user"u8.ToArray()));
            Assert.That(read.UserIdentity.Secondary.ToArray(), Is.EqualTo("secret"u8.ToArray()));
        });
    }

    [Test]
    public void Bytes_of_a_reject_are_those_of_the_standard()
    {
        var bytes = PduWriter.Write(new AssociateReject(RejectResult.Permanent, RejectSource.ServiceUser, AssociateReject.CalledAeTitleNotRecognized));
        Assert.That(bytes, Is.EqualTo(new byte[] { 3, 0, 0, 0, 0, 4, 0, 1, 1, 7 }));
    }

    [Test]
    public void Bytes_of_a_fragment_are_those_of_the_standard()
    {
        var bytes = PduWriter.Write(new DataTransfer([new PresentationDataValue(5, false, true, new byte[] { 0xAA, 0xBB })]));
        Assert.That(bytes, Is.EqualTo(new byte[] { 4, 0, 0, 0, 0, 8, 0, 0, 0, 4, 5, 2, 0xAA, 0xBB }));
    }

    [Test]
    public void Ae_titles_are_padded_on_the_wire_and_bare_in_memory()
    {
        var bytes = PduWriter.Write(Request);
        Assert.That(bytes.AsSpan(10, 32).ToArray(), Is.EqualTo("SERVER          PEER            "u8.ToArray()));
        Assert.That(((AssociateRequest)PduReader.Read(PduType.AssociateRequest, bytes.AsSpan(PduHeader.Size))).CallingAeTitle, Is.EqualTo("PEER"));
    }

    [Test]
    public void Ae_title_of_17_characters_cannot_be_written() =>
        Assert.Throws<ArgumentException>(() => PduWriter.Write(Request with { CalledAeTitle = "SEVENTEEN_LETTERS" }));

    [Test]
    public void User_identity_does_not_show_its_fields() => Assert.That(Everything.UserIdentity!.ToString(), Is.EqualTo("user identity of type 2"));

    private static List<PresentationContextProposal> Contexts(int count) =>
        [.. Enumerable.Range(0, count).Select(i => new PresentationContextProposal((byte)((2 * i) + 1), $"1.2.{i}", [ImplicitLittleEndian]))];
}
