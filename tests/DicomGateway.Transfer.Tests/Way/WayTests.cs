using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Encoding.Parsing;
using DicomGateway.Testing.Faults;
using DicomGateway.Transfer.Records.States;

namespace DicomGateway.Transfer.Tests.Way;

[TestFixture]
internal sealed class WayTests
{
    [Test]
    public async Task Study_sent_arrives_deidentified_at_every_archive()
    {
        await using var first = new ScriptedArchive();
        await using var second = new ScriptedArchive();
        first.Up();
        second.Up();
        await using var node = await FlowNode.StartAsync(first, second);

        Assert.That(await node.SendAsync(0, 5), Is.All.Zero);
        await node.UntilStateAsync(StudyState.Forwarded);

        Assert.That(first.Held, Has.Count.EqualTo(5));
        Assert.That(second.Held.Keys, Is.EquivalentTo(first.Held.Keys));
        foreach (var (uid, bytes) in first.Held)
        {
            var dataset = DicomDatasetReader.Read(bytes, DicomTransferSyntax.ExplicitVRLittleEndian).Dataset;
            Assert.That(dataset.GetString(DicomTag.PatientIdentityRemoved), Is.EqualTo("YES"));
            Assert.That(dataset.GetString(DicomTag.SOPInstanceUID), Is.EqualTo(uid).And.StartsWith("2.25."));
            Assert.That(TrackedInstance.Recognise(bytes), Is.Not.Null);
        }

        var ledger = (await node.Records.Ledger.CountAsync(CancellationToken.None)).Single();
        Assert.That((ledger.Received, ledger.Forwarded, ledger.Balances), Is.EqualTo((5L, 5L, true)));
    }
}
