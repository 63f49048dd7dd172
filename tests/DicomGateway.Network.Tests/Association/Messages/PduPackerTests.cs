using DicomGateway.Network.Association.Messages;
using DicomGateway.Network.Pdu;
using DicomGateway.Network.Pdu.Units;

namespace DicomGateway.Network.Tests.Association.Messages;

internal sealed class PduPackerTests
{
    [Test]
    public void Many_small_pdus_share_a_buffer_and_only_the_last_fragment_is_last()
    {
        var buffer = new byte[1000];
        var packer = new PduPacker(buffer, 5, 106);
        var left = 350;
        while (left > 0)
            left -= packer.Next(left, isCommand: false).Length;
        var values = Values(buffer.AsSpan(0, packer.Length));
        Assert.That(values.Select(value => (value.Data.Length, value.IsLast)), Is.EqualTo(new[] { (100, false), (100, false), (100, false), (50, true) }));
        Assert.That(values.Select(value => value.ContextId), Is.All.EqualTo(5));
    }

    [Test]
    public void Full_buffer_takes_no_more()
    {
        var packer = new PduPacker(new byte[300], 1, 106);
        Assert.That(packer.Next(1000, false).Length, Is.EqualTo(100));
        Assert.That(packer.Next(900, false).Length, Is.EqualTo(100));
        Assert.That(packer.Next(800, false).IsEmpty);
        packer.Clear();
        Assert.That(packer.Next(800, false).Length, Is.EqualTo(100));
    }

    [Test]
    public void Pdu_larger_than_the_buffer_is_cut_to_it()
    {
        var packer = new PduPacker(new byte[10_001], 1, 1_000_000);
        Assert.That(packer.Next(50_000, false).Length, Is.EqualTo(9988));
    }

    [Test]
    public void Odd_maximum_is_used_evenly_but_the_last_fragment_may_be_odd()
    {
        var packer = new PduPacker(new byte[1000], 1, 107);
        Assert.That(packer.Next(131, false).Length, Is.EqualTo(100));
        Assert.That(packer.Next(31, false).Length, Is.EqualTo(31));
    }

    [Test]
    public void Command_fragments_are_marked()
    {
        var buffer = new byte[100];
        var packer = new PduPacker(buffer, 1, 100);
        packer.Next(10, isCommand: true);
        Assert.That(Values(buffer.AsSpan(0, packer.Length)).Single(), Has.Property("IsCommand").True.And.Property("IsLast").True);
    }

    private static List<PresentationDataValue> Values(ReadOnlySpan<byte> pdus)
    {
        var values = new List<PresentationDataValue>();
        while (!pdus.IsEmpty)
        {
            var header = PduHeader.Read(pdus);
            values.AddRange(((DataTransfer)PduReader.Read(header.Type, pdus.Slice(PduHeader.Size, (int)header.Length))).Values);
            pdus = pdus[(PduHeader.Size + (int)header.Length)..];
        }

        return values;
    }
}
