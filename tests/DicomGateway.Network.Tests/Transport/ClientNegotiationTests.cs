using DicomGateway.Network.Association;
using DicomGateway.Network.Pdu;
using DicomGateway.Network.Pdu.Items;
using DicomGateway.Network.Pdu.Units;
using DicomGateway.Network.Tests.Support;
using DicomGateway.Network.Transport;
using DicomGateway.Testing;
using DicomGateway.Testing.Peers;
using static DicomGateway.Testing.Peers.PeerMessages;

namespace DicomGateway.Network.Tests.Transport;

internal sealed class ClientNegotiationTests
{
    [Test]
    public async Task Rejection_is_reported_with_its_meaning()
    {
        await using var server = new ScriptedServer();
        var opening = server.Client.OpenAsync(ScriptedServer.Contexts, default);
        await using var peer = await server.AcceptAsync();
        await peer.ReceiveAsync<AssociateRequest>();
        await peer.SendAsync(new AssociateReject(RejectResult.Transient, RejectSource.ServiceProviderPresentation, AssociateReject.LocalLimitExceeded));
        var failure = await Assert.ThrowsAsync<AssociationRejectedException>(() => opening);
        Assert.That(failure!.IsTransient, Is.True);
        Assert.That(failure.Message, Does.Contain("local limit exceeded"));
    }

    [Test]
    public async Task Request_says_who_we_are_and_what_we_propose()
    {
        await using var server = new ScriptedServer(options => options with { UserIdentity = new UserIdentity(UserIdentityType.Username, true, "me"u8.ToArray(), default) });
        _ = server.Client.OpenAsync(ScriptedServer.Contexts, default).ContinueWith(_ => { }, TaskScheduler.Default);
        await using var peer = await server.AcceptAsync();
        var request = await peer.ReceiveAsync<AssociateRequest>();
        Assert.Multiple(() =>
        {
            Assert.That((request.CalledAeTitle, request.CallingAeTitle), Is.EqualTo(("SERVER", "CLIENT")));
            Assert.That(request.PresentationContexts.Select(context => context.Id), Is.EqualTo(new byte[] { 1, 3 }));
            Assert.That(request.UserInformation.AsynchronousOperations, Is.EqualTo(new AsynchronousOperationsWindow(16, 16)));
            Assert.That(request.UserInformation.UserIdentity!.Type, Is.EqualTo(UserIdentityType.Username));
        });
    }

    private static IEnumerable<TestCaseData> BadAccepts()
    {
        yield return Case("a context that was not proposed", accept => accept with
        {
            PresentationContexts = [new PresentationContextAnswer(77, PresentationContextResult.Acceptance, ImplicitLittleEndian)],
        });
        yield return Case("a transfer syntax that was not proposed", accept => accept with
        {
            PresentationContexts = [new PresentationContextAnswer(1, PresentationContextResult.Acceptance, "1.2.3")],
        });
        yield return Case("a maximum length of 7", accept => accept with { UserInformation = new UserInformation { MaximumLength = 7 } });

        static TestCaseData Case(string name, Func<AssociateAccept, AssociateAccept> bend) =>
            new TestCaseData(bend).SetName($"Accept with {name} is answered by abort");
    }

    [TestCaseSource(nameof(BadAccepts))]
    public async Task Bad_accept(Func<AssociateAccept, AssociateAccept> bend)
    {
        await using var server = new ScriptedServer();
        var opening = server.Client.OpenAsync(ScriptedServer.Contexts, default);
        await using var peer = await server.AcceptAsync();
        await peer.SendAsync(bend(Accept(await peer.ReceiveAsync<AssociateRequest>())));
        Assert.That(await peer.ReceiveAsync(), Is.TypeOf<Abort>());
        await peer.DisposeAsync();
        await Assert.ThrowsAsync<PduFormatException>(() => opening);
    }

    [Test]
    public async Task Accept_whose_contexts_are_all_refused_is_an_association_without_contexts()
    {
        await using var server = new ScriptedServer();
        var (association, peer) = await server.AssociateAsync(accept => accept with
        {
            PresentationContexts = [.. accept.PresentationContexts.Select(context => context with { Result = PresentationContextResult.UserRejection, TransferSyntax = "" })],
        });
        await using var both = peer;
        Assert.That(association.Info.PresentationContexts, Is.Empty);
        Assert.That(association.FindContext(Verification), Is.Null);
        await peer.DisposeAsync();
        await association.DisposeAsync();
    }

    [Test]
    public async Task Garbage_for_an_answer_ends_the_attempt()
    {
        await using var server = new ScriptedServer();
        var opening = server.Client.OpenAsync(ScriptedServer.Contexts, default);
        await using var peer = await server.AcceptAsync();
        await peer.SendAsync("220 mail.example.org ESMTP\r\n"u8.ToArray());
        await Assert.ThrowsAsync<PduFormatException>(() => opening);
    }

    [Test]
    public async Task Accept_cut_short_ends_the_attempt()
    {
        await using var server = new ScriptedServer();
        var opening = server.Client.OpenAsync(ScriptedServer.Contexts, default);
        await using var peer = await server.AcceptAsync();
        await peer.SendAsync(PduWriter.Write(Accept(Request)).AsMemory(0, 90));
        await peer.DisposeAsync();
        await Assert.ThrowsAsync<AssociationClosedException>(() => opening);
    }

    [Test]
    public async Task Answer_that_never_comes_is_a_timeout()
    {
        var time = new FakeTimeProvider();
        await using var server = new ScriptedServer(time: time);
        var opening = server.Client.OpenAsync(ScriptedServer.Contexts, default);
        await using var peer = await server.AcceptAsync();
        await peer.ReceiveAsync<AssociateRequest>();
        var ended = opening.ContinueWith(task => task.Exception!.InnerException, TaskScheduler.Default);
        Assert.That((await time.AdvanceUntilAsync(ended, 60)).TotalSeconds, Is.InRange(30, 33));
        Assert.That(await ended, Is.TypeOf<AssociationTimeoutException>());
    }

    [Test]
    public async Task Caller_that_gives_up_while_waiting_is_let_go()
    {
        using var cancellation = new CancellationTokenSource();
        await using var server = new ScriptedServer();
        var opening = server.Client.OpenAsync(ScriptedServer.Contexts, cancellation.Token);
        await using var peer = await server.AcceptAsync();
        await peer.ReceiveAsync<AssociateRequest>();
        await cancellation.CancelAsync();
        Assert.That(await peer.ReceiveAsync(), Is.TypeOf<Abort>());
        await peer.DisposeAsync();
        await Assert.CatchAsync<OperationCanceledException>(() => opening);
    }

    [Test]
    public async Task Port_that_nobody_listens_on_is_reported()
    {
        var listener = ScriptedPeer.Listen();
        var port = ((System.Net.IPEndPoint)listener.LocalEndPoint!).Port;
        listener.Dispose();
        var client = new DicomClient(new DicomClientOptions { Host = "127.0.0.1", Port = port, CalledAeTitle = "A", CallingAeTitle = "B" });
        var failure = await Assert.ThrowsAsync<AssociationClosedException>(() => client.OpenAsync(ScriptedServer.Contexts, default));
        Assert.That(failure!.Message, Does.Contain("ConnectionRefused"));
    }

    [TestCase(0)]
    [TestCase(129)]
    public async Task Number_of_contexts_that_an_association_cannot_have_is_refused(int count)
    {
        await using var server = new ScriptedServer();
        await Assert.ThrowsAsync<ArgumentException>(() => server.Client.OpenAsync([.. Enumerable.Repeat(ScriptedServer.Contexts[0], count)], default));
    }

    [Test]
    public void Passcode_in_the_clear_is_refused()
    {
        var identity = new UserIdentity(UserIdentityType.UsernameAndPasscode, false, "u"u8.ToArray(), "p"u8.ToArray());
        Assert.Throws<ArgumentException>(() => _ = new DicomClient(
            new DicomClientOptions { Host = "h", Port = 104, CalledAeTitle = "A", CallingAeTitle = "B", UserIdentity = identity }));
    }
}
