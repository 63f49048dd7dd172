using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Data.CharacterSets;

namespace DicomGateway.Dicom.Tests.Data.CharacterSets;

/// <summary>The examples of PS3.5 annexes H (Japanese), I (Korean), J (Unicode, GB18030) and K (simplified Chinese), and names in every single-byte set.</summary>
internal sealed class AnnexExampleTests
{
    private static readonly object[] Names =
    [
        new object[] { "\\ISO 2022 IR 87", "Yamada^Tarou=\u001B$B;3ED\u001B(B^\u001B$BB@O:\u001B(B=\u001B$B$d$^$@\u001B(B^\u001B$B$?$m$&\u001B(B", "Yamada^Tarou=山田^太郎=やまだ^たろう" },
        new object[]
        {
            "ISO 2022 IR 13\\ISO 2022 IR 87",
            "\u00D4\u00CF\u00C0\u00DE^\u00C0\u00DB\u00B3=\u001B$B;3ED\u001B(J^\u001B$BB@O:\u001B(J=\u001B$B$d$^$@\u001B(J^\u001B$B$?$m$&\u001B(J", "ﾔﾏﾀﾞ^ﾀﾛｳ=山田^太郎=やまだ^たろう",
        },
        new object[]
        {
            "\\ISO 2022 IR 149", "Hong^Gildong=\u001B$)C\u00FB\u00F3^\u001B$)C\u00D1\u00CE\u00D4\u00D7=\u001B$)C\u00C8\u00AB^\u001B$)C\u00B1\u00E6\u00B5\u00BF", "Hong^Gildong=洪^吉洞=홍^길동",
        },
        new object[] { "ISO_IR 192", "Wang^XiaoDong=\u00E7\u008E\u008B^\u00E5\u00B0\u008F\u00E6\u009D\u00B1=", "Wang^XiaoDong=王^小東=" },
        new object[] { "GB18030", "Wang^XiaoDong=\u00CD\u00F5^\u00D0\u00A1\u00B6\u00AB=", "Wang^XiaoDong=王^小东=" },
        new object[] { "GBK", "Wang^XiaoDong=\u00CD\u00F5^\u00D0\u00A1\u00B6\u00AB=", "Wang^XiaoDong=王^小东=" },
        new object[] { "\\ISO 2022 IR 58", "Zhang^XiaoDong=\u001B$)A\u00D5\u00C5^\u001B$)A\u00D0\u00A1\u00B6\u00AB=", "Zhang^XiaoDong=张^小东=" },
        new object[] { "ISO_IR 100", "Buc^J\u00E9r\u00F4me", "Buc^Jérôme" },
        new object[] { "ISO_IR 101", "W\u00B3adys\u00B3aw", "Władysław" },
        new object[] { "ISO_IR 109", "\u00A6u\u00FD", "Ĥuŭ" },
        new object[] { "ISO_IR 110", "\u00AA\u00BA", "Ēē" },
        new object[] { "ISO_IR 144", "\u00BB\u00EE\u00DA\u00E1\u00D5\u00DC\u00D1\u00E3\u00E0\u00D3", "Люксембург" },
        new object[] { "ISO_IR 127", "\u00E2\u00C8\u00C7\u00E6\u00EA^\u00E4\u00E6\u00D2\u00C7\u00D1", "قباني^لنزار" },
        new object[] { "ISO_IR 126", "\u00C4\u00E9\u00EF\u00ED\u00F5\u00F3\u00E9\u00EF\u00F2", "Διονυσιος" },
        new object[] { "ISO_IR 138", "\u00F9\u00F8\u00E5\u00EF^\u00E3\u00E1\u00E5\u00F8\u00E4", "שרון^דבורה" },
        new object[] { "ISO_IR 148", "\u00C7avu\u00FEo\u00F0lu", "Çavuşoğlu" },
        new object[] { "ISO_IR 166", "\u00B9\u00D2\u00C1\u00CA\u00A1\u00D8\u00C5", "นามสกุล" },
        new object[] { "ISO_IR 203", "Mus\u00E9e^\u00BDuvre \u00A4", "Musée^œuvre €" },
        new object[] { "ISO_IR 13", "\u00D4\u00CF\u00C0\u00DE^\u00C0\u00DB\u00B3", "ﾔﾏﾀﾞ^ﾀﾛｳ" },
        new object[] { "ISO 2022 IR 100\\ISO 2022 IR 126", "J\u00E9r\u00F4me=\u001B-F\u00C4\u00E9\u00EF\u001B-A", "Jérôme=Διο" },
        new object[] { "\\ISO 2022 IR 100\\ISO 2022 IR 144\\ISO 2022 IR 87", "\u001B-A\u00E9\u001B-L\u00BB^\u001B-L\u00EE\u001B$B;3\u001B(B", "éЛ^ю山" },
        new object[] { "\\ISO 2022 IR 159", "\u001B$(D0!\u001B(B", "丂" },
    ];

    [TestCaseSource(nameof(Names))]
    public void Decode_gives_the_name(string terms, string bytes, string text)
    {
        var decoded = DicomCharacterSet.Parse(terms.Split('\\')).Decode(Bytes(bytes), DicomVR.PN, out var problems);
        Assert.That((decoded, problems), Is.EqualTo((text, CharacterSetProblems.None)));
    }

    [TestCaseSource(nameof(Names))]
    public void Encode_gives_the_bytes_of_the_standard(string terms, string bytes, string text) =>
        Assert.That(DicomCharacterSet.Parse(terms.Split('\\')).Encode(text, DicomVR.PN), Is.EqualTo(Bytes(bytes)));

    [Test]
    public void Text_of_several_lines_in_Chinese_designates_again_on_each_line()
    {
        var set = DicomCharacterSet.Parse(["", "ISO 2022 IR 58"]);
        const string Text = "1.中国\r\n2.第二\r\n";
        var bytes = set.Encode(Text, DicomVR.LT);
        Assert.That(bytes, Is.EqualTo(Bytes("1.\u001B$)A\u00D6\u00D0\u00B9\u00FA\r\n2.\u001B$)A\u00B5\u00DA\u00B6\u00FE\r\n")));
        Assert.That(set.Decode(bytes, DicomVR.LT), Is.EqualTo(Text));
    }

    private static byte[] Bytes(string latin1) => System.Text.Encoding.Latin1.GetBytes(latin1);
}
