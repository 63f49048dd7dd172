using System.Text;
using DicomGateway.Curation.Deidentification;
using DicomGateway.Curation.Deidentification.Pseudonyms;
using DicomGateway.Curation.Metadata;
using DicomGateway.Curation.Tests.Support;
using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Encoding.Writing;

namespace DicomGateway.Curation.Tests.Deidentification;

/// <summary>The traps that implementers of PS3.15 Annex E fall into, one by one, as far as the Basic Profile meets them.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class TrapTests
{
    private const string Marker = "MARKEDVALUE";
    private const string SnomedUid = "2.16.840.1.113883.6.96";

    private static readonly ProjectPseudonyms Pseudonyms = new(new ProjectKey("p", new byte[32]), new CurationOptions(), PatientMerges.None);

    private readonly ActionLedger _ledger = new();

    [Test]
    public void Trap_01_compound_code_follows_the_type_at_its_nesting_level()
    {
        var ct = Phantom.Ct().AddOrUpdate(DicomTag.ContentDate, "20260104").AddOrUpdate(DicomTag.ProtocolName, Marker);
        var report = Phantom.Ct().AddOrUpdate(DicomTag.SOPClassUID, DicomUID.EnhancedSRStorage).AddOrUpdate(DicomTag.ContentDate, "20260104");
        Assert.Multiple(() =>
        {
            Assert.That(Apply(ct).GetString(DicomTag.ContentDate), Is.Empty, "Type 2C in a CT image");
            Assert.That(Apply(ct).Contains(DicomTag.ProtocolName), Is.False, "Type 3 in a CT image");
            Assert.That(Apply(report).GetString(DicomTag.ContentDate), Is.EqualTo("19000101"), "Type 1 in a report");
        });
    }

    [Test]
    public void Trap_02_table_applies_in_functional_groups_icons_directory_records_and_UN_sequences()
    {
        var dataset = Phantom.Ct();
        foreach (var tag in (DicomTag[])[DicomTag.SharedFunctionalGroupsSequence, new DicomTag(0x00880200), new DicomTag(0x00041220)])
            dataset.AddOrUpdate(new DicomSequence(tag, Named()));
        dataset.AddOrUpdate(UnknownVRSequence(DicomTag.DerivationCodeSequence));
        var after = Apply(dataset);
        Assert.Multiple(() =>
        {
            Assert.That(Bytes(after), Does.Not.Contain(Marker));
            Assert.That(after.GetSequence(DicomTag.SharedFunctionalGroupsSequence)[0].GetString(DicomTag.PatientName), Does.StartWith("P"));
            Assert.That(after.GetSequence(DicomTag.DerivationCodeSequence)[0].Contains(DicomTag.ImageComments), Is.False);
        });
    }

    [Test]
    public void Trap_02_UN_value_that_is_no_sequence_though_the_dictionary_says_so_is_removed()
    {
        var dataset = Phantom.Ct().AddOrUpdate(new DicomElement(DicomTag.DerivationCodeSequence, DicomVR.UN, Encoding.ASCII.GetBytes(Marker + " ")));
        Assert.That(Apply(dataset).Contains(DicomTag.DerivationCodeSequence), Is.False);
    }

    [Test]
    public void Trap_02_UN_value_of_a_standard_attribute_that_stays_goes_out_under_its_own_VR()
    {
        var dataset = Phantom.Ct().AddOrUpdate(new DicomElement(DicomTag.Modality, DicomVR.UN, "CT"u8.ToArray()));
        Assert.That(Apply(dataset).Single(item => item.Tag == DicomTag.Modality).VR, Is.EqualTo(DicomVR.CS));
    }

    [Test]
    public void Trap_03_sequence_that_stays_has_its_items_cleaned()
    {
        var dataset = Phantom.Ct().AddOrUpdate(new DicomSequence(DicomTag.DerivationCodeSequence, Named()));
        Assert.That(Bytes(Apply(dataset)), Does.Not.Contain(Marker));
    }

    [Test]
    public void Trap_04_removal_of_a_type_1_attribute_becomes_a_dummy_and_is_listed()
    {
        var dataset = Phantom.Ct().AddOrUpdate(DicomTag.SOPClassUID, DicomUID.GrayscaleSoftcopyPresentationStateStorage).AddOrUpdate(DicomTag.PresentationCreationDate, "20260104");
        Assert.That(Apply(dataset).GetString(DicomTag.PresentationCreationDate), Is.EqualTo("19000101"));
        Assert.That(_ledger.Lines(), Has.Some.Matches<ReportLine>(line => line!.Path == "(0070,0082)" && line.Action == "Dummy" && line.Remark != null));
    }

    [Test]
    public void Trap_05_UIDs_are_consistent_over_references_and_wellknown_ones_never_change()
    {
        var dataset = Phantom.Ct()
            .AddOrUpdate(new DicomTag(0x006A0003), DicomVR.UI, Phantom.FrameOfReference)
            .AddOrUpdate(DicomTag.UID, DicomUID.CTImageStorage)
            .AddOrUpdate(DicomTag.ReferencedFrameOfReferenceUID, "1.2.840.10008.1.4.1.1")
            .AddOrUpdate(new DicomTag(0x0018991E), DicomVR.UI, Phantom.FrameOfReference)
            .AddOrUpdate(DicomTag.DerivationDescription, "as in " + Phantom.Instance + ".");
        dataset.AddOrUpdate(new DicomSequence(DicomTag.DerivationCodeSequence, new DicomDataset()
            .AddOrUpdate(DicomTag.CodingSchemeUID, SnomedUid).AddOrUpdate(DicomTag.ReferencedSOPInstanceUID, Phantom.Instance)));
        var after = Apply(dataset);
        var frame = after.GetString(DicomTag.FrameOfReferenceUID);
        Assert.Multiple(() =>
        {
            Assert.That(frame, Does.StartWith("2.25.").And.Length.LessThanOrEqualTo(64));
            Assert.That(after.GetString(new DicomTag(0x006A0003)), Is.EqualTo(frame), "D, but a reference");
            Assert.That(after.GetString(new DicomTag(0x0018991E)), Is.EqualTo(frame), "not in the table");
            Assert.That(after.GetString(DicomTag.UID), Is.EqualTo(DicomUID.CTImageStorage.UID));
            Assert.That(after.GetString(DicomTag.ReferencedFrameOfReferenceUID), Is.EqualTo("1.2.840.10008.1.4.1.1"));
            Assert.That(after.GetString(DicomTag.SOPClassUID), Is.EqualTo(DicomUID.CTImageStorage.UID));
            var item = after.GetSequence(DicomTag.DerivationCodeSequence)[0];
            Assert.That(item.GetString(DicomTag.ReferencedSOPInstanceUID), Is.EqualTo(after.GetString(DicomTag.SOPInstanceUID)));
            Assert.That(item.GetString(DicomTag.CodingSchemeUID), Is.EqualTo(SnomedUid));
            Assert.That(Bytes(after), Does.Not.Contain(Phantom.Instance));
        });
    }

    [Test]
    public void Trap_07_private_elements_go_with_their_creators_in_any_block_and_illegal_group()
    {
        var dataset = Phantom.Ct();
        foreach (var (group, block) in ((int, int)[])[(0x0009, 0x10), (0x0029, 0xFF), (0x0029, 0x11), (0x7FE1, 0x42)])
        {
            dataset.AddOrUpdate(new DicomTag((ushort)group, (ushort)block), DicomVR.LO, "CREATOR " + Marker);
            dataset.AddOrUpdate(new DicomTag((ushort)group, (ushort)((block << 8) | 1)), DicomVR.LO, Marker);
        }

        dataset.AddOrUpdate(new DicomTag(0x00050011), DicomVR.LO, Marker).AddOrUpdate(new DicomTag(0xFFFF0001), DicomVR.LO, Marker);
        var after = Apply(dataset);
        Assert.That(after.Where(item => item.Tag.IsPrivate), Is.Empty);
    }

    [Test]
    public void Trap_09_dates_of_every_form_and_the_time_zone_are_gone()
    {
        var dataset = Phantom.Ct().AddOrUpdate(DicomTag.SeriesDate, DicomVR.LO, "2026.01.04").AddOrUpdate(DicomTag.AcquisitionDateTime, DicomVR.DT, "202601")
            .AddOrUpdate(DicomTag.TimezoneOffsetFromUTC, "+0100").AddOrUpdate(DicomTag.DateOfSecondaryCapture, "20260104");
        var after = Apply(dataset);
        Assert.Multiple(() =>
        {
            Assert.That(Bytes(after), Does.Not.Contain("2026.01").And.Not.Contain("202601"));
            Assert.That(after.GetString(DicomTag.PatientBirthDate), Is.Empty);
            Assert.That(after.Contains(DicomTag.TimezoneOffsetFromUTC), Is.False);
        });
    }

    [Test]
    public void Trap_10_markers_say_what_was_done_and_are_appended()
    {
        var dataset = Phantom.Ct().AddOrUpdate(DicomTag.DeidentificationMethod, "SITE METHOD").AddOrUpdate(DicomTag.BurnedInAnnotation, "NO");
        dataset.AddOrUpdate(new DicomSequence(DicomTag.DeidentificationMethodCodeSequence, new DicomDataset()
            .AddOrUpdate(DicomTag.CodeValue, "113105").AddOrUpdate(DicomTag.CodingSchemeDesignator, "DCM").AddOrUpdate(DicomTag.CodeMeaning, "Clean Descriptors Option")));
        var after = Apply(dataset);
        Assert.Multiple(() =>
        {
            Assert.That(after.GetString(DicomTag.PatientIdentityRemoved), Is.EqualTo("YES"));
            Assert.That(after.GetStrings(DicomTag.DeidentificationMethod), Has.Count.EqualTo(3).And.Some.EqualTo("SITE METHOD"));
            Assert.That(after.GetStrings(DicomTag.DeidentificationMethod), Has.All.Length.LessThanOrEqualTo(64));
            Assert.That(after.GetSequence(DicomTag.DeidentificationMethodCodeSequence).Select(code => code.GetString(DicomTag.CodeValue)), Is.EqualTo((string[])["113105", "113100"]));
            Assert.That(after.GetString(DicomTag.LongitudinalTemporalInformationModified), Is.EqualTo("REMOVED"));
            Assert.That(after.GetString(DicomTag.BurnedInAnnotation), Is.EqualTo("NO"));
            Assert.That(after.GetSequence(DicomTag.ContributingEquipmentSequence)[0].GetSequence(DicomTag.PurposeOfReferenceCodeSequence)[0].GetString(DicomTag.CodeValue), Is.EqualTo("109104"));
            Assert.That(Bytes(Apply(after)), Is.Not.Empty, "an output can be an input");
        });
    }

    [Test]
    public void Trap_11_curves_and_overlays_of_every_group_go()
    {
        var dataset = Phantom.Ct();
        foreach (var group in (ushort[])[0x5000, 0x501E, 0x6000, 0x601E])
            dataset.AddOrUpdate(new DicomElement(new DicomTag(group, 0x3000), DicomVR.OW, new byte[8])).AddOrUpdate(new DicomTag(group, 0x0022), DicomVR.LO, Marker);
        Assert.That(Apply(dataset).Where(item => item.Tag.Group is >= 0x5000 and <= 0x60FE), Is.Empty);
    }

    [Test]
    public void Trap_12_signatures_and_original_attributes_go_and_report_text_is_replaced()
    {
        var text = new DicomDataset().AddOrUpdate(DicomTag.RelationshipType, "CONTAINS").AddOrUpdate(DicomTag.ValueType, "TEXT").AddOrUpdate(DicomTag.TextValue, Marker);
        var dataset = Phantom.Ct().AddOrUpdate(DicomTag.SOPClassUID, DicomUID.EnhancedSRStorage);
        dataset.AddOrUpdate(new DicomSequence(DicomTag.ContentSequence, text));
        foreach (var tag in (uint[])[0x04000561, 0xFFFAFFFA, 0x4FFE0001])
            dataset.AddOrUpdate(new DicomSequence(new DicomTag(tag), Named()));
        var after = Apply(dataset);
        Assert.Multiple(() =>
        {
            Assert.That(Bytes(after), Does.Not.Contain(Marker));
            Assert.That(after.Contains(new DicomTag(0x04000561)) || after.Contains(new DicomTag(0xFFFAFFFA)), Is.False);
            Assert.That(after.GetSequence(DicomTag.ContentSequence)[0].GetString(DicomTag.TextValue), Is.EqualTo("DEIDENTIFIED"));
            Assert.That(after.GetSequence(DicomTag.ContentSequence)[0].GetString(DicomTag.ValueType), Is.EqualTo("TEXT"));
        });
    }

    private static DicomDataset Named() => new DicomDataset().AddOrUpdate(DicomTag.PatientName, Marker + "^A").AddOrUpdate(DicomTag.ImageComments, Marker);

    private static DicomElement UnknownVRSequence(DicomTag tag)
    {
        var item = DicomDatasetWriter.ToArray(Named(), DicomTransferSyntax.ImplicitVRLittleEndian);
        byte[] value = [0xFE, 0xFF, 0x00, 0xE0, .. BitConverter.GetBytes(item.Length), .. item];
        return new DicomElement(tag, DicomVR.UN, value);
    }

    private static string Bytes(DicomDataset dataset) => Encoding.Latin1.GetString(DicomDatasetWriter.ToArray(dataset, DicomTransferSyntax.ExplicitVRLittleEndian));

    private DicomDataset Apply(DicomDataset dataset) => new InstanceDeidentifier(CurationRun.Basic).Apply(dataset, Pseudonyms, _ledger);
}
