using DicomGateway.Dicom.Data;
using DicomGateway.Service.Commands;
using DicomGateway.Service.Commands.Queries;
using DicomGateway.Transfer.Services.QueryRetrieve;

namespace DicomGateway.Service.Tests.Commands.Queries;

[TestFixture]
internal sealed class QueryKeyTests
{
    [Test]
    public void Keys_are_keywords_tags_and_paths_through_sequences()
    {
        var keys = QueryKeys.ForWorklist(["PatientName=DOE*", "0008,0050=00123", "ScheduledProcedureStepSequence.Modality=CT", "StudyInstanceUID=1.2\\1.3"]);
        var identifier = QueryKeys.Identifier(keys);
        Assert.That(identifier.GetString(DicomTag.PatientName), Is.EqualTo("DOE*"));
        Assert.That(identifier.GetString(DicomTag.AccessionNumber), Is.EqualTo("00123"));
        Assert.That(identifier.GetStrings(DicomTag.StudyInstanceUID), Is.EqualTo(new[] { "1.2", "1.3" }));
        var step = identifier.GetSequence(DicomTag.ScheduledProcedureStepSequence)[0];
        Assert.That(step.GetString(DicomTag.Modality), Is.EqualTo("CT"));
        Assert.That(step.Contains(DicomTag.ScheduledStationAETitle), "the usual keys are asked for beside them");
        Assert.That(identifier.Contains(DicomTag.SpecificCharacterSet), Is.False);
    }

    [Test]
    public void Values_beyond_ascii_are_sent_in_utf_8()
    {
        var identifier = QueryKeys.Identifier(QueryKeys.For(QueryLevel.Study, ["PatientName=Müller*", "StudyDate=20240101-20241231"]));
        Assert.That(identifier.GetString(DicomTag.SpecificCharacterSet), Is.EqualTo("ISO_IR 192"));
        Assert.That(identifier.GetString(DicomTag.PatientName), Is.EqualTo("Müller*"));
        Assert.That(identifier.GetString(DicomTag.StudyDate), Is.EqualTo("20240101-20241231"));
    }

    [Test]
    public void What_is_no_attribute_is_refused_with_the_nearest_one()
    {
        var failure = Assert.Throws<CommandException>(() => QueryKey.Parse("PatientNam=X"));
        Assert.That(failure!.Remedy, Does.Contain("PatientName"));
    }

    [Test]
    public void Values_of_all_items_are_read()
    {
        var match = new DicomDataset().AddOrUpdate(
            DicomTag.ScheduledProcedureStepSequence, new DicomDataset().AddOrUpdate(DicomTag.Modality, "CT"), new DicomDataset().AddOrUpdate(DicomTag.Modality, "MR"));
        Assert.That(QueryKey.Parse("ScheduledProcedureStepSequence.Modality").Read(match), Is.EqualTo(new[] { "CT", "MR" }));
    }
}
