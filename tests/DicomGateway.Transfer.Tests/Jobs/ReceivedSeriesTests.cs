using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Files;
using DicomGateway.Transfer.Jobs.Cohorts.Criteria;
using DicomGateway.Transfer.Jobs.Cohorts.Rules;
using DicomGateway.Transfer.Jobs.Completeness;
using DicomGateway.Transfer.Records.Instances;
using DicomGateway.Transfer.Records.States;

namespace DicomGateway.Transfer.Tests.Jobs;

internal sealed class ReceivedSeriesTests
{
    private TestFolder _folder = null!;

    [SetUp]
    public void Open() => _folder = new TestFolder();

    [TearDown]
    public void Close() => _folder.Dispose();

    [TestCase("KVP, from: 110", false, true, Description = "one of the values is enough")]
    [TestCase("KVP, to: 70", false, false)]
    [TestCase("KVP, count: 2", false, true)]
    [TestCase("NumberOfSeriesRelatedInstances, equals: 3", false, true)]
    [TestCase("ProtocolName, count: 0", false, true, Description = "in no header: known to have no value")]
    [TestCase("ProtocolName, matches: x", false, false)]
    [TestCase("KVP, from: 110", true, null, Description = "a header that ends too soon tells nothing of the series")]
    public void Headers_of_a_series_are_looked_at_together(string test, bool isCut, bool? expected)
    {
        var rule = CriteriaReader.Read($"name: x\npacs: y\nmodalities: CT\nrules: [{{ id: r, level: series, on: received, include: {{ attribute: {test} }} }}]").Rules[0];
        var instances = new[] { "80", "120", "80" }.Select((value, i) => Write(value, i, isCut && i == 2)).ToList();
        var source = ReceivedSeries.Read(instances, [.. rule.Condition.Attributes], CancellationToken.None);
        Assert.That(rule.Condition.Evaluate(source), Is.EqualTo(expected));
        Assert.That(rule.Judge(source), Is.EqualTo(expected switch { true => null, _ => new LeftOut("r", IsUnknown: expected is null) }));
    }

    private InstanceRecord Write(string value, int number, bool isCut)
    {
        var path = Path.Combine(_folder.Path, $"{number}.dcm");
        var dataset = new DicomDataset().AddOrUpdate(DicomTag.SOPClassUID, DicomUID.CTImageStorage).AddOrUpdate(DicomTag.SOPInstanceUID, $"1.2.{number}")
            .AddOrUpdate(DicomTag.KVP, value).AddOrUpdate(DicomTag.StudyDescription, new string('x', 60));
        new DicomFile(dataset, DicomTransferSyntax.ExplicitVRLittleEndian).Save(path);
        var length = new FileInfo(path).Length;
        return new InstanceRecord
        {
            InstanceId = Guid.NewGuid(),
            StudyId = 1,
            Arrival = number,
            Version = 1,
            Disposition = InstanceDisposition.Pending,
            Path = path,
            Offset = 0,
            Length = isCut ? length - 5 : length,
            DataSetOffset = 0,
            Sha256 = "",
            SopClassUid = DicomUID.CTImageStorage.UID,
            TransferSyntaxUid = "1.2.840.10008.1.2.1",
            Received = DateTimeOffset.UnixEpoch,
            CallingAeTitle = "A",
            CalledAeTitle = "B",
            HasBytes = true,
            SopInstanceHash = $"{number}",
        };
    }
}
