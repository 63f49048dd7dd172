using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Encoding.Parsing;
using DicomGateway.Dicom.Files;
using DicomGateway.Service.Sending;

namespace DicomGateway.Service.Tests.Sending;

/// <summary>What `send` puts on the wire for peers that do not take a file as it is.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class SenderTests : IDisposable
{
    private const string Explicit = "1.2.840.10008.1.2.1";
    private const string Implicit = "1.2.840.10008.1.2";
    private const string BigEndian = "1.2.840.10008.1.2.2";
    private const string Jpeg = "1.2.840.10008.1.2.4.50";
    private const string Instance = "2.25.4711";

    // Rows = 2, Pixel Data = 0102H 0304H, by the letter of PS3.5 A.1, A.2 and A.3.
    private static readonly Dictionary<string, (byte[] Rows, byte[] Pixels)> Encoded = new()
    {
        [Implicit] = ([0x28, 0, 0x10, 0, 2, 0, 0, 0, 2, 0], [0xE0, 0x7F, 0x10, 0, 4, 0, 0, 0, 2, 1, 4, 3]),
        [Explicit] = ([0x28, 0, 0x10, 0, (byte)'U', (byte)'S', 2, 0, 2, 0], [0xE0, 0x7F, 0x10, 0, (byte)'O', (byte)'W', 0, 0, 4, 0, 0, 0, 2, 1, 4, 3]),
        [BigEndian] = ([0, 0x28, 0, 0x10, (byte)'U', (byte)'S', 0, 2, 0, 2], [0x7F, 0xE0, 0, 0x10, (byte)'O', (byte)'W', 0, 0, 0, 0, 0, 4, 1, 2, 3, 4]),
    };

    private readonly string _folder = Directory.CreateTempSubdirectory("dicom-gateway-send-").FullName;
    private readonly List<SendResult> _results = [];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Test]
    public async Task Data_set_goes_as_it_is_where_the_peer_takes_it_and_else_in_the_default_syntax(
        [Values(Explicit, Implicit, BigEndian)] string has, [Values("as it is", "default", "all")] string takes)
    {
        await using var peer = new TakingPeer(takes switch { "as it is" => [has], "default" => [Implicit], _ => [Explicit, Implicit, BigEndian] });
        var item = Item(Instance, has);
        await SendAsync(peer, item);

        Assert.That(_results, Is.EqualTo(new[] { new SendResult(item.Path, "0000 Success", true, false, null) }));
        var (syntax, bytes) = peer.Kept[Instance];
        Assert.That(syntax, Is.EqualTo(takes == "default" ? Implicit : has));
        Assert.That(bytes.AsSpan().IndexOf(Encoded[syntax].Rows), Is.Positive);
        Assert.That(bytes.AsSpan().EndsWith(Encoded[syntax].Pixels), Is.True);
        if (syntax == has)
            Assert.That(bytes, Is.EqualTo(File.ReadAllBytes(item.Path).AsSpan((int)item.DatasetOffset).ToArray()));
    }

    [Test]
    public async Task Private_elements_and_sequences_come_over()
    {
        await using var peer = new TakingPeer(Implicit);
        await SendAsync(peer, Item(Instance, BigEndian));
        var arrived = DicomDatasetReader.Read(peer.Kept[Instance].Bytes, DicomTransferSyntax.ImplicitVRLittleEndian).Dataset;
        Assert.That(arrived.GetSequence(DicomTag.ReferencedImageSequence)[0].GetString(DicomTag.ReferencedSOPInstanceUID), Is.EqualTo("2.25.1"));
        Assert.That(((DicomElement)arrived[new DicomTag(0x00111001)]).Value.ToArray(), Is.EqualTo(new byte[] { 0x34, 0x12 }));
    }

    [Test]
    public async Task Compressed_file_is_not_recoded_and_does_not_keep_the_others()
    {
        await using var peer = new TakingPeer(Implicit, Explicit);
        var (compressed, plain) = (Item("2.25.1", Jpeg), Item("2.25.2", Explicit));
        await SendAsync(peer, compressed, plain);

        Assert.That(peer.Kept.Keys, Is.EqualTo(new[] { "2.25.2" }));
        var refused = _results.Single(result => result.File == compressed.Path);
        Assert.That((refused.IsStored, refused.Status), Is.EqualTo((false, "")));
        Assert.That(refused.Text, Does.Contain(Jpeg).And.Contain("1.2.840.10008.5.1.4.1.1.2"));
    }

    [Test]
    public async Task File_that_ends_early_cannot_be_recoded_and_does_not_keep_the_others()
    {
        await using var peer = new TakingPeer(Implicit);
        var (cut, whole) = (Item("2.25.1", Explicit), Item("2.25.2", Explicit));
        using (var file = File.OpenWrite(cut.Path))
            file.SetLength(file.Length - 2);
        await SendAsync(peer, cut, whole);

        Assert.That(peer.Kept.Keys, Is.EqualTo(new[] { "2.25.2" }));
        Assert.That(_results.Single(result => !result.IsStored).Text, Does.Contain("have it sent again"));
    }

    [Test]
    public async Task More_SOP_classes_than_an_association_takes_are_all_sent_and_recoded()
    {
        await using var peer = new TakingPeer(Implicit);
        // 131 contexts: the class that two files share must not be torn apart by the limit of 128.
        var items = Enumerable.Range(1, 65).Select(n => Item($"2.25.{n}", n % 2 == 0 ? Explicit : BigEndian, $"1.2.3.{n}")).Append(Item("2.25.900", Explicit, "1.2.3.43")).ToArray();
        await SendAsync(peer, items);
        Assert.That(_results.Where(result => !result.IsStored), Is.Empty);
        Assert.That(peer.Kept.Keys, Is.EquivalentTo(items.Select(item => item.SopInstanceUid)));
        Assert.That(peer.Kept.Values.Select(kept => kept.TransferSyntax), Is.All.EqualTo(Implicit));
    }

    private async Task SendAsync(TakingPeer peer, params SendItem[] items)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await new Sender(peer.Options, associations: 1, _results.Add).SendAsync(items, patience.Token);
    }

    private SendItem Item(string instance, string syntax, string sopClass = "1.2.840.10008.5.1.4.1.1.2")
    {
        var dataset = new DicomDataset()
            .AddOrUpdate(DicomTag.SOPClassUID, sopClass).AddOrUpdate(DicomTag.SOPInstanceUID, instance)
            .AddOrUpdate(new DicomSequence(DicomTag.ReferencedImageSequence, new DicomDataset().AddOrUpdate(DicomTag.ReferencedSOPInstanceUID, "2.25.1")))
            .AddOrUpdate(new DicomTag(0x00110010), DicomVR.LO, "MINE").AddOrUpdate(new DicomElement(new DicomTag(0x00111001), DicomVR.US, new byte[] { 0x34, 0x12 }))
            .AddOrUpdate(DicomTag.Rows, DicomVR.US, 2)
            .AddOrUpdate(syntax == Jpeg
                ? new DicomFragmentSequence(DicomTag.PixelData, DicomVR.OB, default, [new DicomFragment(new byte[] { 1, 2 })])
                : new DicomElement(DicomTag.PixelData, DicomVR.OW, new byte[] { 2, 1, 4, 3 }));
        var path = Path.Combine(_folder, instance);
        new DicomFile(dataset, DicomTransferSyntax.Lookup(syntax)).Save(path);
        return SendFiles.Read(path)!;
    }
}
