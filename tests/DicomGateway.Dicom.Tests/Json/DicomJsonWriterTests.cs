using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Files.Json;
using DicomGateway.Dicom.Tests.Files;

namespace DicomGateway.Dicom.Tests.Json;

internal sealed class DicomJsonWriterTests
{
    [Test]
    public void Text_name_and_empty_value()
    {
        Assert.That(Json(Text(DicomTag.Modality, DicomVR.CS, "CT")), Is.EqualTo("""{"00080060":{"vr":"CS","Value":["CT"]}}"""));
        Assert.That(Json(Text(DicomTag.Modality, DicomVR.CS, "")), Is.EqualTo("""{"00080060":{"vr":"CS"}}"""));
        Assert.That(Json(Text(DicomTag.PatientName, DicomVR.PN, "A^B=C^D=E^F ")),
            Is.EqualTo("""{"00100010":{"vr":"PN","Value":[{"Alphabetic":"A^B","Ideographic":"C^D","Phonetic":"E^F"}]}}"""));
        Assert.That(Json(Text(DicomTag.StudyDescription, DicomVR.LT, "a\\b ")), Is.EqualTo("""{"00081030":{"vr":"LT","Value":["a\\b"]}}"""));
    }

    [Test]
    public void Numbers_are_numbers_where_they_are_some()
    {
        Assert.That(Json(Text(new DicomTag(0x00181050), DicomVR.DS, "1.50\\-2\\ \\x ")), Is.EqualTo("""{"00181050":{"vr":"DS","Value":[1.5,-2,null,"x"]}}"""));
        Assert.That(Json(Text(DicomTag.InstanceNumber, DicomVR.IS, " +7 ")), Is.EqualTo("""{"00200013":{"vr":"IS","Value":[7]}}"""));
        Assert.That(Json(new DicomElement(DicomTag.Rows, DicomVR.US, new byte[] { 0, 2, 1, 0 })), Is.EqualTo("""{"00280010":{"vr":"US","Value":[512,1]}}"""));
        Assert.That(Json(new DicomElement(new DicomTag(0x00091001), DicomVR.FL, BitConverter.GetBytes(float.NaN))), Is.EqualTo("""{"00091001":{"vr":"FL","Value":["NaN"]}}"""));
        Assert.That(Json(new DicomElement(new DicomTag(0x00091001), DicomVR.UV, BitConverter.GetBytes(ulong.MaxValue))),
            Is.EqualTo("""{"00091001":{"vr":"UV","Value":[18446744073709551615]}}"""));
        Assert.That(Json(new DicomElement(new DicomTag(0x00091001), DicomVR.AT, new byte[] { 0x10, 0, 0x20, 0 })), Is.EqualTo("""{"00091001":{"vr":"AT","Value":["00100020"]}}"""));
    }

    [Test]
    public void Number_of_wrong_length_and_unknown_value_are_binary()
    {
        Assert.That(Json(new DicomElement(DicomTag.Rows, DicomVR.US, new byte[] { 1, 2, 3 })), Is.EqualTo("""{"00280010":{"vr":"UN","InlineBinary":"AQID"}}"""));
        Assert.That(Json(new DicomElement(new DicomTag(0x00091001), DicomVR.UN, new byte[] { 1, 2, 3, 4 })), Is.EqualTo("""{"00091001":{"vr":"UN","InlineBinary":"AQIDBA=="}}"""));
    }

    [Test]
    public void UN_of_a_known_tag_is_shown_with_its_VR() =>
        Assert.That(Json(Text(DicomTag.Modality, DicomVR.UN, "CT")), Is.EqualTo("""{"00080060":{"vr":"CS","Value":["CT"]}}"""));

    [Test]
    public void Sequences_nest_without_recursion()
    {
        var item = new DicomDataset(Text(DicomTag.Modality, DicomVR.CS, "CT"));
        Assert.That(Json(new DicomSequence(DicomTag.ContentSequence, item, new DicomDataset())),
            Is.EqualTo("""{"0040A730":{"vr":"SQ","Value":[{"00080060":{"vr":"CS","Value":["CT"]}},{}]}}"""));
    }

    [Test]
    public void Fragments_are_inline_with_their_item_headers()
    {
        var json = Json(new DicomFragmentSequence(DicomTag.PixelData, DicomVR.OB, default, [new DicomFragment(new byte[] { 1, 2 })]));
        Assert.That(json, Is.EqualTo("""{"7FE00010":{"vr":"OB","InlineBinary":" """.TrimEnd() + Convert.ToBase64String([0xFE, 0xFF, 0, 0xE0, 0, 0, 0, 0, 0xFE, 0xFF, 0, 0xE0, 2, 0, 0, 0, 1, 2]) + "\"}}"));
    }

    [Test]
    public void Stored_value_is_written_in_pieces_without_being_loaded()
    {
        using var work = new WorkFolder();
        var bytes = Enumerable.Range(0, 1_000_001).Select(i => (byte)(i * 31)).ToArray();
        File.WriteAllBytes(work.File("a"), bytes);
        var dataset = new DicomDataset(new DicomElement(DicomTag.PixelData, DicomVR.OB, new DicomStoredValue(work.File("a"), 0, bytes.Length)));
        Assert.That(Json([.. dataset]), Is.EqualTo("""{"7FE00010":{"vr":"OB","InlineBinary":" """.TrimEnd() + Convert.ToBase64String(bytes) + "\"}}"));
        DicomJsonWriter.Write(dataset, Stream.Null);
        var before = GC.GetAllocatedBytesForCurrentThread();
        DicomJsonWriter.Write(dataset, Stream.Null);
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(500_000));
    }

    [Test]
    public void Text_dump_shows_each_element_on_one_line()
    {
        var item = new DicomDataset(Text(DicomTag.StudyDescription, DicomVR.LO, "a\nb"));
        var dataset = new DicomDataset(Text(DicomTag.Modality, DicomVR.CS, "CT"), new DicomSequence(DicomTag.ContentSequence, item), new DicomElement(DicomTag.PixelData, DicomVR.OW, new byte[100]));
        using var text = new StringWriter { NewLine = "\n" };
        DicomTextDump.Write(dataset, text);
        Assert.That(text.ToString(), Is.EqualTo(
            """
            (0008,0060) CS      2 Modality [CT]
            (0040,A730) SQ        ContentSequence (1 items)
              (FFFE,E000) -- 1 elements
                (0008,1030) LO      3 StudyDescription [a.b]
            (7FE0,0010) OW    100 PixelData (100 bytes)

            """.ReplaceLineEndings("\n")));
    }

    private static DicomElement Text(DicomTag tag, DicomVR vr, string text) => new(tag, vr, System.Text.Encoding.Latin1.GetBytes(text));

    private static string Json(params IEnumerable<DicomItem> items)
    {
        using var stream = new MemoryStream();
        DicomJsonWriter.Write(new DicomDataset(items), stream);
        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }
}
