using DicomGateway.Dicom.Data;
using TextEncoding = System.Text.Encoding;

namespace DicomGateway.Dicom.Tests.Data;

internal sealed class DicomDatasetTests
{
    private static readonly DicomTag PatientID = new(0x0010, 0x0020);
    private static readonly DicomTag PatientName = new(0x0010, 0x0010);
    private static readonly DicomTag Rows = new(0x0028, 0x0010);
    private static readonly DicomTag PixelSpacing = new(0x0028, 0x0030);
    private static readonly DicomTag CharacterSet = new(0x0008, 0x0005);
    private static readonly DicomTag ReferencedImages = new(0x0008, 0x1140);

    [Test]
    public void Items_stand_in_ascending_order_whatever_the_order_of_adding()
    {
        var dataset = new DicomDataset();
        foreach (var element in new ushort[] { 5, 1, 9, 3, 7 })
            dataset.AddOrUpdate(new DicomTag(0x0010, element), DicomVR.LO, "x");
        Assert.That(dataset.Select(item => item.Tag.Element), Is.EqualTo(new ushort[] { 1, 3, 5, 7, 9 }));
    }

    [Test]
    public void AddOrUpdate_puts_the_new_value_in_place_of_the_old()
    {
        var dataset = new DicomDataset().AddOrUpdate(PatientID, DicomVR.LO, "1").AddOrUpdate(PatientID, DicomVR.LO, "2");
        Assert.That(dataset, Has.Count.EqualTo(1));
        Assert.That(dataset.GetString(PatientID), Is.EqualTo("2"));
    }

    [Test]
    public void Remove_says_whether_there_was_something()
    {
        var dataset = new DicomDataset().AddOrUpdate(PatientID, DicomVR.LO, "1");
        Assert.That(dataset.Remove(PatientID));
        Assert.That(dataset.Remove(PatientID), Is.False);
        Assert.That(dataset.Contains(PatientID), Is.False);
    }

    [Test]
    public void Text_is_padded_to_even_length_and_comes_back_without_padding()
    {
        var dataset = new DicomDataset().AddOrUpdate(PatientID, DicomVR.LO, "abc").AddOrUpdate(new DicomTag(0x0008, 0x0018), new DicomUID("1.2.3"));
        Assert.That(dataset.Find<DicomElement>(PatientID)!.Value.ToArray(), Is.EqualTo("abc "u8.ToArray()));
        Assert.That(dataset.Find<DicomElement>(new DicomTag(0x0008, 0x0018))!.Value.ToArray(), Is.EqualTo("1.2.3\0"u8.ToArray()));
        Assert.That(dataset.GetString(PatientID), Is.EqualTo("abc"));
        Assert.That(dataset.GetUID(new DicomTag(0x0008, 0x0018)), Is.EqualTo(new DicomUID("1.2.3")));
    }

    [Test]
    public void Values_are_split_at_backslashes_where_the_VR_has_several()
    {
        var dataset = new DicomDataset().AddOrUpdate(PixelSpacing, DicomVR.DS, "0.5", " 0.25").AddOrUpdate(PatientName, DicomVR.LT, @"a\b");
        Assert.That(dataset.GetStrings(PixelSpacing), Is.EqualTo(new[] { "0.5", "0.25" }));
        Assert.That(dataset.GetValues<double>(PixelSpacing), Is.EqualTo(new[] { 0.5, 0.25 }));
        Assert.That(dataset.GetStrings(PatientName), Is.EqualTo(new[] { @"a\b" }));
    }

    [TestCase(DicomVR.US, 2)]
    [TestCase(DicomVR.UL, 4)]
    [TestCase(DicomVR.SL, 4)]
    [TestCase(DicomVR.SV, 8)]
    [TestCase(DicomVR.UV, 8)]
    [TestCase(DicomVR.FL, 4)]
    [TestCase(DicomVR.FD, 8)]
    public void Numbers_are_little_endian_of_the_size_of_their_VR(DicomVR vr, int size)
    {
        var dataset = new DicomDataset().AddOrUpdate(Rows, vr, 513, 7);
        Assert.That(dataset.Find<DicomElement>(Rows)!.Length, Is.EqualTo(2 * size));
        Assert.That(dataset.GetValues<long>(Rows), Is.EqualTo(new long[] { 513, 7 }));
    }

    [Test]
    public void A_number_that_does_not_fit_is_an_error_that_names_tag_and_VR() =>
        Assert.That(() => new DicomDataset().AddOrUpdate(Rows, DicomVR.US, 70000), Throws.InstanceOf<DicomDataException>().With.Message.Contains("(0028,0010) US"));

    [Test]
    public void A_value_that_is_no_number_is_an_error_without_the_value()
    {
        var dataset = new DicomDataset().AddOrUpdate(PixelSpacing, DicomVR.DS, "secret");
        Assert.That(() => dataset.GetValue<double>(PixelSpacing), Throws.InstanceOf<DicomDataException>().With.Message.Not.Contains("secret"));
        Assert.That(dataset.TryGetValue<double>(PixelSpacing, out _), Is.False);
        Assert.That(dataset.GetValueOrDefault(PixelSpacing, 1.5), Is.EqualTo(1.5));
    }

    [Test]
    public void An_integer_string_with_a_fraction_of_zero_is_read()
    {
        var dataset = new DicomDataset().AddOrUpdate(Rows, DicomVR.IS, "12.0");
        Assert.That(dataset.GetValue<int>(Rows), Is.EqualTo(12));
    }

    [Test]
    public void A_decimal_string_keeps_to_sixteen_characters()
    {
        var dataset = new DicomDataset().AddOrUpdate(PixelSpacing, DicomVR.DS, -Math.PI * 1e-7);
        Assert.That(dataset.GetString(PixelSpacing), Has.Length.LessThanOrEqualTo(16));
        Assert.That(dataset.GetValue<double>(PixelSpacing), Is.EqualTo(-Math.PI * 1e-7).Within(1e-15));
    }

    [Test]
    public void Attribute_tags_come_as_text()
    {
        var dataset = new DicomDataset().AddOrUpdate(new DicomTag(0x0028, 0x0009), DicomVR.AT, "(0018,1063)");
        Assert.That(dataset.GetStrings(new DicomTag(0x0028, 0x0009)), Is.EqualTo(new[] { "(0018,1063)" }));
        Assert.That(dataset.Find<DicomElement>(new DicomTag(0x0028, 0x0009))!.Value.ToArray(), Is.EqualTo(new byte[] { 0x18, 0, 0x63, 0x10 }));
    }

    [Test]
    public void An_item_inherits_the_character_set_until_it_has_its_own()
    {
        var item = new DicomDataset();
        var dataset = new DicomDataset().AddOrUpdate(CharacterSet, DicomVR.CS, "ISO_IR 192").AddOrUpdate(ReferencedImages, item);
        item.AddOrUpdate(new DicomElement(PatientName, DicomVR.PN, TextEncoding.UTF8.GetBytes("Müller^Jörg ")));
        Assert.That(item.GetString(PatientName), Is.EqualTo("Müller^Jörg"));
        Assert.That(item.Parent, Is.SameAs(dataset));
        Assert.That(item.Depth, Is.EqualTo(1));

        item.AddOrUpdate(CharacterSet, DicomVR.CS, "ISO_IR 100");
        item.AddOrUpdate(new DicomElement(PatientName, DicomVR.PN, TextEncoding.Latin1.GetBytes("Müller^Jörg ")));
        Assert.That(item.GetString(PatientName), Is.EqualTo("Müller^Jörg"));
    }

    [Test]
    public void A_change_of_the_parents_character_set_reaches_its_items()
    {
        var item = new DicomDataset(new DicomElement(PatientName, DicomVR.PN, TextEncoding.UTF8.GetBytes("Jörg ")));
        var dataset = new DicomDataset().AddOrUpdate(ReferencedImages, item);
        Assert.That(item.GetString(PatientName), Is.Not.EqualTo("Jörg"));
        dataset.AddOrUpdate(CharacterSet, DicomVR.CS, "ISO_IR 192");
        Assert.That(item.GetString(PatientName), Is.EqualTo("Jörg"));
    }

    [Test]
    public void Private_elements_are_found_by_creator_in_any_block()
    {
        var dataset = new DicomDataset().AddOrUpdate(new DicomTag(0x0029, 0x0010), DicomVR.LO, "OTHER");
        var tag = dataset.ReservePrivateTag(0x0029, "SIEMENS CSA HEADER", 0x10);
        Assert.That(tag, Is.EqualTo(new DicomTag(0x0029, 0x1110)));
        Assert.That(dataset.GetPrivateCreator(tag), Is.EqualTo("SIEMENS CSA HEADER"));
        Assert.That(dataset.TryGetPrivateTag(0x0029, "SIEMENS CSA HEADER", 0x20, out var found));
        Assert.That(found, Is.EqualTo(new DicomTag(0x0029, 0x1120)));
        Assert.That(dataset.GetPrivateCreator(new DicomTag(0x0029, 0x1510)), Is.Null);
    }

    [Test]
    public void A_value_on_disk_is_not_read_by_accident()
    {
        var element = new DicomElement(new DicomTag(0x7FE0, 0x0010), DicomVR.OW, new DicomStoredValue("file", 10, 1 << 20));
        var dataset = new DicomDataset(element);
        Assert.That(element.Length, Is.EqualTo(1 << 20));
        Assert.That(() => element.Value, Throws.InvalidOperationException);
        Assert.That(dataset.GetStringOrEmpty(element.Tag), Is.Empty);
    }

    [Test]
    public void Clone_shares_nothing_that_can_change()
    {
        var dataset = new DicomDataset().AddOrUpdate(ReferencedImages, new DicomDataset().AddOrUpdate(PatientID, DicomVR.LO, "1"));
        var clone = dataset.Clone();
        clone.GetSequence(ReferencedImages)[0].AddOrUpdate(PatientID, DicomVR.LO, "2");
        Assert.That(dataset.GetSequence(ReferencedImages)[0].GetString(PatientID), Is.EqualTo("1"));
    }

    [Test]
    public void Missing_elements_are_named_in_the_error() =>
        Assert.That(() => new DicomDataset().GetString(PatientID), Throws.InstanceOf<DicomDataException>().With.Message.EqualTo("(0010,0020) is missing."));
}
