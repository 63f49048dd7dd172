using DicomGateway.Curation.Deidentification.Tables;
using DicomGateway.Dicom.Data;

namespace DicomGateway.Curation.Tests.Deidentification.Tables;

internal sealed class ProfileTableTests
{
    [Test]
    public void Table_holds_every_row_of_the_edition()
    {
        var counts = ProfileTable.Default.Rows.CountBy(row => row.Basic).ToDictionary();
        Assert.That(ProfileTable.Default.Rows, Has.Count.EqualTo(657));
        Assert.That(counts, Is.EquivalentTo(new Dictionary<ProfileAction, int>
        {
            [ProfileAction.Remove] = 417,
            [ProfileAction.Dummy] = 93,
            [ProfileAction.ReplaceUid] = 55,
            [ProfileAction.Zero] = 42,
            [ProfileAction.RemoveOrDummy] = 23,
            [ProfileAction.RemoveOrZero] = 11,
            [ProfileAction.RemoveOrZeroOrDummy] = 8,
            [ProfileAction.ZeroOrDummy] = 6,
            [ProfileAction.RemoveOrZeroOrReplaceUid] = 2,
        }));
    }

    [TestCase(ProfileOption.RetainSafePrivate, 0, 1)]
    [TestCase(ProfileOption.RetainUids, 60, 0)]
    [TestCase(ProfileOption.RetainDeviceIdentity, 48, 11)]
    [TestCase(ProfileOption.RetainInstitutionIdentity, 10, 0)]
    [TestCase(ProfileOption.RetainPatientCharacteristics, 14, 5)]
    [TestCase(ProfileOption.RetainLongitudinalFullDates, 169, 0)]
    [TestCase(ProfileOption.RetainLongitudinalModifiedDates, 0, 169)]
    [TestCase(ProfileOption.CleanDescriptors, 0, 141)]
    [TestCase(ProfileOption.CleanStructuredContent, 0, 4)]
    [TestCase(ProfileOption.CleanGraphics, 0, 4)]
    public void Option_column_is_whole(object option, int keep, int clean)
    {
        var column = ProfileTable.Default.Rows.Select(row => row[(ProfileOption)option]).ToList();
        Assert.That((column.Count(action => action == ProfileAction.Keep), column.Count(action => action == ProfileAction.Clean)), Is.EqualTo((keep, clean)));
        Assert.That(column, Has.All.AnyOf(ProfileAction.None, ProfileAction.Keep, ProfileAction.Clean));
    }

    [TestCase(0x60123000u, "Overlay Data")]
    [TestCase(0x60004000u, "Overlay Comments")]
    [TestCase(0x50042500u, "Curve Data")]
    [TestCase(0x00090010u, "Private Attributes")]
    [TestCase(0x60013000u, "Private Attributes")]
    [TestCase(0x00100010u, "Patient's Name")]
    public void Find_pattern_or_private_tag_gives_its_row(uint tag, string name) => Assert.That(ProfileTable.Default.Find(new DicomTag(tag))?.Name, Is.EqualTo(name));

    [TestCase(0x00280010u)]
    [TestCase(0x60000010u)]
    public void Find_attribute_that_does_not_identify_gives_null(uint tag) => Assert.That(ProfileTable.Default.Find(new DicomTag(tag)), Is.Null);

    [Test]
    public void Method_codes_are_those_of_context_group_7050()
    {
        Assert.That(MethodCode.All.Select(code => code.CodeValue), Is.EqualTo(Enumerable.Range(113100, 13).Select(code => $"{code}")));
        Assert.That(MethodCode.All[0].CodeMeaning, Is.EqualTo("Basic Application Confidentiality Profile"));
    }
}
