using System.Security.Cryptography;
using DicomGateway.Network.Dimse;
using DicomGateway.Network.Dimse.DataSets;
using DicomGateway.Network.Tests.Support;
using DicomGateway.Network.Transport;
using static DicomGateway.Testing.Peers.PeerMessages;

namespace DicomGateway.Network.Tests.Transport;

internal sealed class ClientServerTests
{
    private static readonly ProposedContext[] Contexts =
        [new(Verification, [ImplicitLittleEndian]), new(CTImageStorage, [ExplicitLittleEndian])];

    [Test]
    public async Task Echo_over_our_client_and_server_succeeds()
    {
        await using var server = new TestServer();
        await using var client = server.Client();
        await using var association = await client.OpenAsync(Contexts, default);
        var status = await association.EchoAsync(association.FindContext(Verification)!, default);
        await association.ReleaseAsync();
        Assert.Multiple(() =>
        {
            Assert.That(status, Is.EqualTo(DimseStatus.Success));
            Assert.That(server.NextEnd(), Is.Null);
        });
    }

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(244)]
    [TestCase(65_537)]
    [TestCase(3_000_000)]
    public async Task Stored_data_set_arrives_as_it_was_sent(int length)
    {
        var bytes = RandomNumberGenerator.GetBytes(length);
        await using var server = new TestServer();
        await using var client = server.Client();
        await using var association = await client.OpenAsync(Contexts, default);
        var context = association.FindContext(CTImageStorage)!;
        for (var i = 0; i < 3; i++)
        {
            var response = await association.StoreAsync(context, "1.2.3", DimseDataSource.FromMemory(bytes), default);
            Assert.That(response.Status, Is.EqualTo(DimseStatus.Success));
        }

        await association.ReleaseAsync();
        Assert.That(server.Handler.Received.Select(r => (r.Length, r.Hash)), Is.All.EqualTo(((long)length, Convert.ToHexString(SHA256.HashData(bytes)))));
    }
}
