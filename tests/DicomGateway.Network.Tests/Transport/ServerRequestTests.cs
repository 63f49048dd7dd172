using DicomGateway.Network.Dimse;
using DicomGateway.Network.Dimse.Commands;
using DicomGateway.Network.Dimse.DataSets;
using DicomGateway.Network.Pdu.Items;
using DicomGateway.Network.Tests.Support;
using DicomGateway.Network.Transport;

namespace DicomGateway.Network.Tests.Transport;

/// <summary>What a handler asks of the peer in turn, over the association that the request came in.</summary>
internal sealed class ServerRequestTests
{
    private const string Get = "1.2.840.10008.5.1.4.1.2.2.3";
    private const string CtImage = "1.2.840.10008.5.1.4.1.1.2";
    private const string ImplicitVr = "1.2.840.10008.1.2";

    [Test]
    public async Task Instances_are_stored_on_the_peer_before_its_get_is_answered()
    {
        await using var server = new TestServer();
        server.Handler.Instead = async (request, token) =>
        {
            await request.DataSet!.ReadToEndAsync(1000, token);
            var context = request.Association.PresentationContexts.Values.Single(context => context is { AbstractSyntax: CtImage, MayInvoke: true });
            for (var number = 1; number <= 3; number++)
            {
                var response = await request.SendAsync(context, DimseCommands.CStore(CtImage, $"1.2.{number}"), DimseDataSource.FromMemory(new byte[1000 * number]), token);
                Assert.That(response.Status, Is.EqualTo(DimseStatus.Success));
            }

            await request.RespondAsync(DimseStatus.Success, cancellationToken: token);
        };
        var storage = new RecordingHandler();
        await using var client = server.Client(options => options with { Roles = [new RoleSelection(CtImage, IsScu: false, IsScp: true)] }, handler: storage);
        await using var association = await client.OpenAsync([new ProposedContext(Get, [ImplicitVr]), new ProposedContext(CtImage, [ImplicitVr])], CancellationToken.None);
        var answer = await association.SendAsync(association.FindContext(Get)!, DimseCommands.CGet(Get), DimseDataSource.FromMemory(new byte[10]), CancellationToken.None);
        Assert.Multiple(() =>
        {
            Assert.That(answer.Status, Is.EqualTo(DimseStatus.Success));
            Assert.That(storage.Received.Select(received => received.Length), Is.EqualTo(new[] { 1000L, 2000, 3000 }));
        });
        await association.ReleaseAsync();
    }

    [Test]
    public async Task Handler_can_abort_the_association()
    {
        await using var server = new TestServer();
        server.Handler.Instead = (request, _) =>
        {
            request.AbortAssociation();
            return ValueTask.CompletedTask;
        };
        await using var client = server.Client();
        await using var association = await client.OpenAsync([new ProposedContext(Get, [ImplicitVr])], CancellationToken.None);
        Assert.That(
            async () => await association.SendAsync(association.FindContext(Get)!, DimseCommands.CGet(Get), DimseDataSource.FromMemory(new byte[10]), CancellationToken.None),
            Throws.InstanceOf<DicomAssociationException>());
    }
}
