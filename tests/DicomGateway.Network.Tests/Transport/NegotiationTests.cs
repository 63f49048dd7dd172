using DicomGateway.Network.Association.Negotiation;
using DicomGateway.Network.Pdu.Items;
using DicomGateway.Network.Pdu.Units;
using DicomGateway.Network.Tests.Support;
using DicomGateway.Testing.Peers;
using static DicomGateway.Testing.Peers.PeerMessages;

namespace DicomGateway.Network.Tests.Transport;

internal sealed class NegotiationTests
{
    private static IEnumerable<TestCaseData> Rejected()
    {
        yield return Case("other protocol version", Request with { ProtocolVersion = 2 }, RejectSource.ServiceProviderAcse, AssociateReject.ProtocolVersionNotSupported);
        yield return Case("other application context", Request with { ApplicationContext = "1.2.3" }, RejectSource.ServiceUser, AssociateReject.ApplicationContextNotSupported);
        yield return Case("no called AE title", Request with { CalledAeTitle = "" }, RejectSource.ServiceUser, AssociateReject.CalledAeTitleNotRecognized);
        yield return Case("line feed in the calling AE title", Request with { CallingAeTitle = "A\nB" }, RejectSource.ServiceUser, AssociateReject.CallingAeTitleNotRecognized);
        yield return Case("maximum length 1", WithMaximum(1), RejectSource.ServiceProviderAcse, AssociateReject.NoReasonGiven);
        yield return Case("maximum length 7", WithMaximum(7), RejectSource.ServiceProviderAcse, AssociateReject.NoReasonGiven);

        static TestCaseData Case(string name, AssociateRequest request, RejectSource source, byte reason) =>
            new TestCaseData(request, new AssociateReject(RejectResult.Permanent, source, reason)).SetName($"Request with {name} is rejected");
    }

    [TestCaseSource(nameof(Rejected))]
    public async Task Refused(AssociateRequest request, AssociateReject expected)
    {
        await using var server = new TestServer(options: TestServer.QuickToClose);
        await using var peer = await ScriptedPeer.ConnectAsync(server.EndPoint);
        await peer.SendAsync(request);
        Assert.That(await peer.ReceiveAsync(), Is.EqualTo(expected));
        Assert.That(await peer.WaitForCloseAsync(), Is.Zero, "nothing may follow a rejection");
        Assert.That(server.Policy.Last, Is.Null);
    }

    [TestCase(null)]
    [TestCase(0u)]
    [TestCase(128u)]
    [TestCase(0xFFFFFFFFu)]
    public async Task Maximum_length_of_the_peer_bounds_what_we_send(uint? maximum)
    {
        await using var server = new TestServer(options: TestServer.QuickToClose);
        await using var peer = await ScriptedPeer.ConnectAsync(server.EndPoint);
        await peer.SendAsync(WithMaximum(maximum));
        await peer.ReceiveAsync<AssociateAccept>();
        await Waiting.UntilAsync(() => !server.Associations.IsEmpty);
        Assert.That(server.Associations.Single().SendMaximum, Is.EqualTo(maximum == 128 ? 128 : 256 * 1024));
    }

    [Test]
    public async Task Policy_that_rejects_is_obeyed_and_nothing_follows()
    {
        await using var server = new TestServer(options: TestServer.QuickToClose, policy: new AcceptEverything { Rejection = AssociationDecision.Reject(AssociateReject.CalledAeTitleNotRecognized) });
        await using var peer = await ScriptedPeer.ConnectAsync(server.EndPoint);
        await peer.SendAsync(PeerMessages.Request);
        Assert.That(await peer.ReceiveAsync(), Is.EqualTo(new AssociateReject(RejectResult.Permanent, RejectSource.ServiceUser, 7)));
        Assert.That(await peer.WaitForCloseAsync(), Is.Zero);
    }

    [Test]
    public async Task Accept_answers_every_context_and_tells_only_implementation_and_length()
    {
        var bad = new PresentationContextProposal(5, "1.2.3; rm -rf", [ImplicitLittleEndian]);
        var long65 = new PresentationContextProposal(7, new string('1', 65), [ImplicitLittleEndian]);
        await using var server = new TestServer(options: TestServer.QuickToClose);
        await using var peer = await ScriptedPeer.ConnectAsync(server.EndPoint);
        await peer.SendAsync(PeerMessages.Request with { PresentationContexts = [.. PeerMessages.Request.PresentationContexts, bad, long65] });
        var accept = await peer.ReceiveAsync<AssociateAccept>();
        Assert.Multiple(() =>
        {
            Assert.That(accept.PresentationContexts.Select(context => (context.Id, (int)context.Result)), Is.EqualTo(new[] { ((byte)1, 0), ((byte)3, 0), ((byte)5, 3), ((byte)7, 3) }));
            Assert.That(accept.UserInformation.MaximumLength, Is.EqualTo(256 * 1024));
            Assert.That(accept.UserInformation.ImplementationClassUid, Is.EqualTo(ImplementationIdentity.Default.ClassUid));
            Assert.That(accept.UserInformation.AsynchronousOperations, Is.Null);
            Assert.That(accept.UserInformation.UserIdentityResponse, Is.Null);
            Assert.That(server.Policy.Last!.Request.PresentationContexts.Select(context => context.Id), Is.EqualTo(new byte[] { 1, 3 }));
        });
    }

    [TestCase(5, 3, null, 5)]
    [TestCase(0, 0, null, 16)]
    [TestCase(1000, 1, null, 16)]
    [TestCase(8, 1, 2, 2)]
    public async Task Window_is_the_least_of_what_was_asked_and_may_be_given(int invoked, int performed, int? decided, int granted)
    {
        await using var server = new TestServer(policy: new AcceptEverything { Window = (ushort?)decided });
        await using var peer = await ScriptedPeer.ConnectAsync(server.EndPoint);
        var window = new AsynchronousOperationsWindow((ushort)invoked, (ushort)performed);
        await peer.SendAsync(PeerMessages.Request with { UserInformation = PeerMessages.Request.UserInformation with { AsynchronousOperations = window } });
        var accept = await peer.ReceiveAsync<AssociateAccept>();
        await Waiting.UntilAsync(() => !server.Associations.IsEmpty);
        Assert.That(accept.UserInformation.AsynchronousOperations!.Value.MaximumInvoked, Is.EqualTo(granted));
        Assert.That(server.Associations.Single().PeerWindow, Is.EqualTo(granted));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task User_identity_is_answered_only_when_asked_for(bool isAsked)
    {
        var identity = new UserIdentity(UserIdentityType.Username, isAsked, "who"u8.ToArray(), default);
        await using var server = new TestServer(options: TestServer.QuickToClose);
        await using var peer = await ScriptedPeer.ConnectAsync(server.EndPoint);
        await peer.SendAsync(PeerMessages.Request with { UserInformation = PeerMessages.Request.UserInformation with { UserIdentity = identity } });
        var accept = await peer.ReceiveAsync<AssociateAccept>();
        Assert.That(accept.UserInformation.UserIdentityResponse is not null, Is.EqualTo(isAsked));
    }

    [Test]
    public async Task Roles_are_granted_only_as_far_as_proposed()
    {
        var policy = new AcceptEverything();
        await using var server = new TestServer(policy: policy);
        await using var client = server.Client(options => options with { Roles = [new RoleSelection(CTImageStorage, false, true)] });
        await using var association = await client.OpenAsync([new(CTImageStorage, [ExplicitLittleEndian])], default);
        var context = association.FindContext(CTImageStorage)!;
        Assert.That((context.MayInvoke, context.MayPerform), Is.EqualTo((false, true)));
    }

    private static AssociateRequest WithMaximum(uint? maximum) =>
        PeerMessages.Request with { UserInformation = PeerMessages.Request.UserInformation with { MaximumLength = maximum } };
}
