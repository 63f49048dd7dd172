using System.Text;
using DicomGateway.Curation.Tests.Support;
using DicomGateway.Dicom.Data;

namespace DicomGateway.Curation.Tests;

/// <summary>A system that stands in its maker's house: Institution Name is Manufacturer, which the profile keeps. That one name passes there and nothing else.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class MakerInspectionTests : IDisposable
{
    private const string Maker = "Apparatebau Hinterwinkl";

    private readonly CurationRun _run = new();

    public void Dispose() => _run.Dispose();

    [Test]
    public void Institution_that_is_the_manufacturer_passes_with_a_note([Values] bool deflated, [Values("", " Hinterwinkl 3000")] string model)
    {
        var outcome = _run.Run(_run.Source(House().AddOrUpdate(DicomTag.ManufacturerModelName, "Modell" + model), Syntax(deflated)));
        Assert.That(outcome, Is.TypeOf<StageOutcome<InspectedStudy>.Passed>(), () => CurationRun.Describe(outcome));
        var notes = ((StageOutcome<InspectedStudy>.Passed)outcome).Notes;
        Assert.That(notes.Where(note => note.Code == "inspection.maker").Select(note => note.Path), Does.Contain("(0008,0070)"));
        Assert.That(string.Join(' ', notes), Does.Not.Contain("Apparatebau"));
    }

    [Test]
    public void In_an_item_it_is_the_manufacturer_of_that_item_that_counts()
    {
        var equipment = new DicomDataset().AddOrUpdate(DicomTag.Manufacturer, Maker).AddOrUpdate(DicomTag.InstitutionName, Maker);
        Assert.That(_run.HeldCodes(_run.Source(With(equipment))), Is.Empty);
        equipment.AddOrUpdate(DicomTag.Manufacturer, "Somebody Else").AddOrUpdate(DicomTag.ManufacturerModelName, Maker);
        Assert.That(_run.HeldCodes(_run.Source(With(equipment))), Is.EqualTo((string[])["leak.value", "leak.bytes"]));
    }

    [TestCase("Apparatebau Hinterwinkl GmbH")]
    [TestCase("Hinterwinkl")]
    public void Manufacturer_that_only_shares_a_word_with_the_institution_is_held(string manufacturer) =>
        Assert.That(_run.HeldCodes(_run.Source(House().AddOrUpdate(DicomTag.Manufacturer, manufacturer))), Does.Contain("leak.value"));

    [Test]
    public void The_same_name_anywhere_else_is_held([Values] bool deflated)
    {
        Assert.That(_run.HeldCodes(_run.Source(House().AddOrUpdate(DicomTag.ConvolutionKernel, Maker), Syntax(deflated))), Is.EqualTo((string[])["leak.value", "leak.bytes"]));
        var inBytes = House().AddOrUpdate(new DicomElement(DicomTag.ICCProfile, DicomVR.OB, Encoding.ASCII.GetBytes($"..{Maker}...")));
        Assert.That(_run.HeldCodes(_run.Source(inBytes, Syntax(deflated))), Is.EqualTo((string[])["leak.bytes"]));
    }

    /// <summary>The word around the identifier is none of the list, so that only the search of bytes can find it.</summary>
    [Test]
    public void Bytes_of_an_identifier_beside_the_name_are_held([Values] bool deflated, [Values("(0008,0068)", "(0008,1090)")] string neighbour)
    {
        var beside = House().AddOrUpdate(neighbour == "(0008,0068)" ? DicomTag.PresentationIntentType : DicomTag.ManufacturerModelName, DicomVR.SH, "AQX-7741903A");
        Assert.That(_run.HeldCodes(_run.Source(beside, Syntax(deflated))), Is.EqualTo((string[])["leak.bytes"]));
    }

    [Test]
    public void Bytes_of_an_identifier_in_the_same_value_are_held([Values] bool deflated)
    {
        var model = House().AddOrUpdate(DicomTag.ManufacturerModelName, "Hinterwinkl QX-7741903A");
        Assert.That(_run.HeldCodes(_run.Source(model, Syntax(deflated))), Is.EqualTo((string[])["leak.bytes"]));
    }

    [Test]
    public void Name_that_is_also_a_persons_is_held() =>
        Assert.That(_run.HeldCodes(_run.Source(House().AddOrUpdate(DicomTag.OperatorsName, Maker))), Does.Contain("leak.value"));

    private static DicomDataset House() => Phantom.Ct().AddOrUpdate(DicomTag.Manufacturer, Maker).AddOrUpdate(DicomTag.InstitutionName, Maker.ToUpperInvariant());

    private static DicomDataset With(DicomDataset equipment) =>
        Phantom.Ct().AddOrUpdate(new DicomSequence(DicomTag.ContributingEquipmentSequence, equipment.Clone().AddOrUpdate(DicomTag.ContributionDescription, "x")));

    private static DicomTransferSyntax Syntax(bool deflated) => deflated ? DicomTransferSyntax.DeflatedExplicitVRLittleEndian : DicomTransferSyntax.ExplicitVRLittleEndian;
}
