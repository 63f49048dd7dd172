using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Dictionary;

namespace DicomGateway.Dicom.Tests.Dictionary;

internal sealed class DicomDictionaryTests
{
    [Test]
    public void Find_concrete_tag_gives_its_row()
    {
        var entry = DicomDictionary.Find(DicomTag.PatientName)!;
        Assert.That((entry.Keyword, entry.VRs.Single(), entry.VM.ToString(), entry.IsRetired), Is.EqualTo(("PatientName", DicomVR.PN, "1", false)));
    }

    [TestCase(0x60000010u, "OverlayRows")]
    [TestCase(0x60FE3000u, "OverlayData")]
    [TestCase(0x50023000u, "CurveData")]
    [TestCase(0x002031FFu, "SourceImageIDs")]
    [TestCase(0x7FE00010u, "PixelData")]
    [TestCase(0x7F020010u, "VariablePixelData")]
    [TestCase(0x10000021u, "RunLengthTriplet")]
    [TestCase(0x10100021u, "ZonalMap")]
    [TestCase(0x00280421u, "ColumnsForNthOrderCoefficients")]
    [TestCase(0x00090010u, "PrivateCreator")]
    [TestCase(0x00080000u, "GenericGroupLength")]
    public void Find_tag_of_a_pattern_gives_the_pattern(uint tag, string keyword) =>
        Assert.That(DicomDictionary.Find(new DicomTag(tag))?.Keyword, Is.EqualTo(keyword));

    [TestCase(0x60013000u)]
    [TestCase(0x00091001u)]
    [TestCase(0x00080202u)]
    [TestCase(0x00081234u)]
    public void Find_private_or_unknown_tag_gives_null(uint tag) => Assert.That(DicomDictionary.Find(new DicomTag(tag)), Is.Null);

    [Test]
    public void Find_several_VRs_keeps_their_order() =>
        Assert.That(DicomDictionary.Find(new DicomTag(0x00281101))!.VRs, Is.EqualTo(new[] { DicomVR.US, DicomVR.SS }));

    [Test]
    public void Every_concrete_entry_is_found_by_tag_and_keyword_and_has_a_known_VR()
    {
        var concrete = DicomDictionary.Entries.Where(entry => DicomDictionary.Find(entry.Keyword)!.Tag == entry.Tag).ToList();
        Assert.Multiple(() =>
        {
            Assert.That(concrete, Has.Count.GreaterThan(5300));
            Assert.That(concrete.Where(entry => DicomDictionary.Find(entry.Tag) is null), Is.Empty);
            Assert.That(DicomDictionary.Entries.Where(entry => !entry.VRs.All(vr => vr.IsKnown)).Select(entry => entry.Tag.Group).Distinct(), Is.EqualTo(new ushort[] { 0xFFFE }));
        });
    }

    [Test]
    public void Generated_statics_agree_with_the_table()
    {
        var statics = typeof(DicomTag).GetProperties().Where(property => property.PropertyType == typeof(DicomTag) && property.GetMethod!.IsStatic).ToList();
        Assert.That(statics, Has.Count.GreaterThan(5000));
        Assert.That(statics.Where(property => DicomDictionary.Find((DicomTag)property.GetValue(null)!)?.Keyword != property.Name), Is.Empty);
    }

    [TestCase("1", 1, true)]
    [TestCase("1", 2, false)]
    [TestCase("1-n", 99, true)]
    [TestCase("2-2n", 4, true)]
    [TestCase("2-2n", 5, false)]
    [TestCase("3-3n", 3, true)]
    [TestCase("2-4", 5, false)]
    public void VM_allows_what_it_says(string vm, int count, bool allowed)
    {
        Assert.That(DicomVM.Parse(vm).Allows(count), Is.EqualTo(allowed));
        Assert.That(DicomVM.Parse(vm).ToString(), Is.EqualTo(vm));
    }

    [Test]
    public void Private_element_is_found_in_any_block()
    {
        var first = DicomPrivateDictionary.Find("SIEMENS CSA HEADER", new DicomTag(0x00291010));
        Assert.That(first?.VRs, Is.EqualTo(new[] { DicomVR.OB }));
        Assert.That(DicomPrivateDictionary.Find("SIEMENS CSA HEADER ", new DicomTag(0x0029E110)), Is.EqualTo(first));
        Assert.That(DicomPrivateDictionary.Find("NOBODY", new DicomTag(0x00291010)), Is.Null);
    }

    [Test]
    public void Private_dictionary_is_whole() => Assert.That(DicomPrivateDictionary.PrivateCreators, Has.Count.EqualTo(435));
}
