using DicomGateway.Dicom.Data;
using DicomGateway.Network.Association;
using DicomGateway.Network.Dimse;
using DicomGateway.Network.Pdu.Units;
using DicomGateway.Network.Transport;
using DicomGateway.Testing.Faults;

namespace DicomGateway.Transfer.Tests.Way;

[TestFixture]
internal sealed class AdmissionTests
{
    private const string Explicit = "1.2.840.10008.1.2.1";
    private const string PrivateClass = "1.2.826.0.1.3680043.2.1.99";

    [TestCase("STRANGER", FlowNode.AeTitle, AssociateReject.CallingAeTitleNotRecognized)]
    [TestCase(FlowNode.Sender, "NOBODY", AssociateReject.CalledAeTitleNotRecognized)]
    public async Task Stranger_is_rejected_with_the_standards_reason_and_audited(string calling, string called, byte reason)
    {
        await using var node = await FlowNode.StartAsync();
        await using var client = Client(node, calling, called);
        var rejection = (await Assert.ThrowsAsync<AssociationRejectedException>(() => client.OpenAsync([new(PrivateClass, [Explicit])], CancellationToken.None)))!;
        Assert.That((rejection.Answer.Source, rejection.Answer.Reason, rejection.IsTransient), Is.EqualTo((RejectSource.ServiceUser, reason, false)));
        Assert.That(await node.Records.Audit.VerifyAsync(CancellationToken.None), Is.Null);
    }

    [Test]
    public async Task Too_many_associations_are_rejected_for_now()
    {
        await using var node = await FlowNode.StartAsync([], options => options with { Admission = options.Admission with { AssociationsPerAddress = 1 } });
        await using var client = Client(node, FlowNode.Sender, FlowNode.AeTitle);
        await using var first = await client.OpenAsync([new(PrivateClass, [Explicit])], CancellationToken.None);
        var rejection = (await Assert.ThrowsAsync<AssociationRejectedException>(() => client.OpenAsync([new(PrivateClass, [Explicit])], CancellationToken.None)))!;
        Assert.That(rejection.IsTransient, Is.True);
    }

    [TestCase(true, "TooManyFromAddress")]
    [TestCase(false, "TooManyConnections")]
    public async Task Whom_a_limit_of_the_server_turns_away_is_audited(bool isOfAssociations, string cause)
    {
        await using var node = await FlowNode.StartAsync();
        await node.DownAsync();
        node.Server = isOfAssociations ? node.Server with { MaximumAssociationsPerPeer = 1 } : node.Server with { MaximumConnections = 1 };
        await node.UpAsync();
        await using var client = Client(node, FlowNode.Sender, FlowNode.AeTitle);
        await using var first = await client.OpenAsync([new(PrivateClass, [Explicit])], CancellationToken.None);
        Assert.That(() => client.OpenAsync([new(PrivateClass, [Explicit])], CancellationToken.None), Throws.InstanceOf<Network.DicomAssociationException>());

        await node.UntilAsync("it is on record", async () => (await RefusalsAsync(node)).Count == 1);
        Assert.That((await RefusalsAsync(node)).Single(), Does.Contain(cause).And.Contain("127.0.0.1").And.Contain("\"count\":\"1\""));
    }

    [Test]
    public async Task Stranger_who_insists_is_put_off_while_known_peers_of_the_address_go_on()
    {
        await using var node = await FlowNode.StartAsync();
        await using var stranger = Client(node, "STRANGER", FlowNode.AeTitle);
        for (var i = 0; i < 10; i++)
            await Assert.ThrowsAsync<AssociationRejectedException>(() => stranger.OpenAsync([new(PrivateClass, [Explicit])], CancellationToken.None));
        var putOff = (await Assert.ThrowsAsync<AssociationRejectedException>(() => stranger.OpenAsync([new(PrivateClass, [Explicit])], CancellationToken.None)))!;
        Assert.That(putOff.IsTransient, Is.True);
        Assert.That(await node.SendAsync(0, 1), Is.All.Zero);
    }

    [Test]
    public async Task Verification_and_unknown_classes_are_accepted_and_other_services_are_not()
    {
        await using var node = await FlowNode.StartAsync();
        await using var client = Client(node, FlowNode.Sender, FlowNode.AeTitle);
        const string find = "1.2.840.10008.5.1.4.1.2.2.1";
        await using var association = await client.OpenAsync(
            [new(DicomUID.Verification.UID, [Explicit]), new(PrivateClass, [Explicit]), new(find, [Explicit])], CancellationToken.None);
        Assert.That(await association.EchoAsync(association.FindContext(DicomUID.Verification.UID)!, CancellationToken.None), Is.EqualTo(DimseStatus.Success));
        Assert.That(association.FindContext(PrivateClass), Is.Not.Null);
        Assert.That(association.FindContext(find), Is.Null);
        Assert.That(association.Info.OwnWindow, Is.EqualTo(16), "senders may pipeline");
        await association.ReleaseAsync();
    }

    [Test]
    public async Task Unknown_classes_are_refused_where_the_site_wants_it_so()
    {
        await using var node = await FlowNode.StartAsync([], options => options with { Receiving = new() { UnknownSopClasses = false } });
        await using var client = Client(node, FlowNode.Sender, FlowNode.AeTitle);
        await using var association = await client.OpenAsync([new(PrivateClass, [Explicit]), new(TrackedInstance.SopClassUid, [Explicit])], CancellationToken.None);
        Assert.That(association.FindContext(PrivateClass), Is.Null);
        Assert.That(association.FindContext(TrackedInstance.SopClassUid), Is.Not.Null);
    }

    private static async Task<IReadOnlyList<string>> RefusalsAsync(FlowNode node) =>
        [.. (await node.Records.Audit.ListAfterAsync(0, 1000, CancellationToken.None)).Where(row => row.Action == "association.refused").Select(row => row.Detail!)];

    private static DicomClient Client(FlowNode node, string calling, string called) =>
        new(new DicomClientOptions { Host = "127.0.0.1", Port = node.Port, CalledAeTitle = called, CallingAeTitle = calling });
}
