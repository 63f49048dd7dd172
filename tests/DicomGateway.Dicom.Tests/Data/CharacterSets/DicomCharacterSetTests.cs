using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Data.CharacterSets;

namespace DicomGateway.Dicom.Tests.Data.CharacterSets;

internal sealed class DicomCharacterSetTests
{
    [TestCase("ISO-IR 100", "ISO_IR 100")]
    [TestCase("ISO_IR_100", "ISO_IR 100")]
    [TestCase("iso ir 100", "ISO_IR 100")]
    [TestCase("LATIN1", "ISO_IR 100")]
    [TestCase("ISO 8859-1", "ISO_IR 100")]
    [TestCase("ISO_IR_192", "ISO_IR 192")]
    [TestCase("UTF-8", "ISO_IR 192")]
    [TestCase("ISO 2022 GBK", "GBK")]
    [TestCase("ISO 2022-IR 87", "ISO 2022 IR 87")]
    [TestCase("ISO_IR 149", "ISO 2022 IR 149")]
    public void Parse_misspelt_term_is_understood_and_reported(string term, string meant)
    {
        var set = DicomCharacterSet.Parse([term]);
        Assert.That((set.ToString(), set.Problems), Is.EqualTo((meant, CharacterSetProblems.MisspeltTerm)));
    }

    [TestCase("")]
    [TestCase("ISO_IR 6")]
    public void Parse_default_repertoire_has_no_terms(string term) => Assert.That(DicomCharacterSet.Parse([term]).DefinedTerms, Is.Empty);

    [Test]
    public void Parse_ISO_2022_IR_6_as_the_only_term_is_fine() =>
        Assert.That(DicomCharacterSet.Parse(["ISO 2022 IR 6"]).Problems, Is.EqualTo(CharacterSetProblems.None));

    [Test]
    public void Parse_unknown_term_is_left_out_and_reported()
    {
        var set = DicomCharacterSet.Parse(["KLINGON", "ISO 2022 IR 87"]);
        Assert.That((set.ToString(), set.Problems), Is.EqualTo(("ISO 2022 IR 87", CharacterSetProblems.UnknownTerm)));
    }

    [TestCase("ISO_IR 192", "ISO 2022 IR 87", "ISO_IR 192")]
    [TestCase("ISO 2022 IR 6", "ISO_IR 192", "ISO 2022 IR 6")]
    public void Parse_set_that_stands_alone_with_others_is_reported(string first, string second, string meant)
    {
        var set = DicomCharacterSet.Parse([first, second]);
        Assert.That((set.ToString(), set.Problems), Is.EqualTo((meant, CharacterSetProblems.WrongCombination)));
    }

    [TestCase("GBK")]
    [TestCase("GB18030")]
    public void Decode_backslash_as_trail_byte_does_not_split_values(string term)
    {
        // 81 5C is one character in GBK; the second 5C separates two values.
        var text = DicomCharacterSet.Parse([term]).Decode([0x81, 0x5C, 0x5C, 0x41], DicomVR.LO);
        Assert.That(text.Split('\\'), Is.EqualTo(new[] { "乗", "A" }));
    }

    [Test]
    public void Decode_backslash_inside_JIS_X_0208_does_not_split_values()
    {
        // 3D 5C is one character.
        var text = DicomCharacterSet.Parse(["", "ISO 2022 IR 87"]).Decode("\u001B$B=\\\u001B(B\\A"u8, DicomVR.LO);
        Assert.That(text.Split('\\'), Is.EqualTo(new[] { "旬", "A" }));
    }

    [TestCase("A\u001B", "A\uFFFD")]
    [TestCase("A\u001B$", "A\uFFFD$")]
    [TestCase("A\u001B$)", "A\uFFFD$)")]
    [TestCase("A\u001B(ZB", "A\uFFFDB")]
    [TestCase("A\u001B$)ZB", "A\uFFFDB")]
    [TestCase("\u001B\u001B(BA", "\uFFFDA")]
    [TestCase("\u001B[31mA", "\uFFFD[31mA")]
    public void Decode_broken_escape_becomes_a_replacement_and_is_reported(string bytes, string text)
    {
        var decoded = DicomCharacterSet.Parse(["", "ISO 2022 IR 87"]).Decode(Bytes(bytes), DicomVR.LO, out var problems);
        Assert.That((decoded, problems), Is.EqualTo((text, CharacterSetProblems.BrokenEscape)));
    }

    [Test]
    public void Decode_undeclared_escape_is_followed_and_reported()
    {
        var decoded = DicomCharacterSet.Default.Decode("\u001B$B;3ED\u001B(B"u8, DicomVR.PN, out var problems);
        Assert.That((decoded, problems), Is.EqualTo(("山田", CharacterSetProblems.UndeclaredEscape)));
    }

    [Test]
    public void Decode_missing_escape_after_a_delimiter_keeps_the_set()
    {
        var decoded = DicomCharacterSet.Parse(["", "ISO 2022 IR 149", "ISO 2022 IR 58"]).Decode(Bytes("\u001B$)C\u00FB\u00F3^\u00D1\u00CE"), DicomVR.PN, out var problems);
        Assert.That((decoded, problems), Is.EqualTo(("洪^吉", CharacterSetProblems.MissingEscape)));
    }

    [Test]
    public void Decode_caret_resets_only_in_person_names()
    {
        var set = DicomCharacterSet.Parse(["ISO 2022 IR 100", "ISO 2022 IR 144"]);
        var bytes = Bytes("\u001B-L\u00BB^\u00E9");
        Assert.That((set.Decode(bytes, DicomVR.PN), set.Decode(bytes, DicomVR.LO)), Is.EqualTo(("Л^é", "Л^щ")));
    }

    [TestCase("ISO_IR 192", "a\u00FFb", "a\uFFFDb")]
    [TestCase("ISO_IR 127", "\u00A1", "\uFFFD")]
    [TestCase("\\ISO 2022 IR 149", "\u001B$)C\u00FB", "\uFFFD")]
    [TestCase("\\ISO 2022 IR 149", "\u001B$)C\u00FB^A", "\uFFFD^A")]
    [TestCase("\\ISO 2022 IR 87", "\u001B$B;", "\uFFFD")]
    public void Decode_invalid_bytes_become_replacements_and_are_reported(string terms, string bytes, string text)
    {
        var decoded = DicomCharacterSet.Parse(terms.Split('\\')).Decode(Bytes(bytes), DicomVR.PN, out var problems);
        Assert.That((decoded, problems), Is.EqualTo((text, CharacterSetProblems.InvalidBytes)));
    }

    [Test]
    public void Decode_high_bytes_without_any_set_are_Latin1_and_reported()
    {
        var decoded = DicomCharacterSet.Default.Decode(Bytes("J\u00E9r\u00F4me"), DicomVR.PN, out var problems);
        Assert.That((decoded, problems), Is.EqualTo(("Jérôme", CharacterSetProblems.MissingEscape)));
    }

    [Test]
    public void Decode_random_bytes_never_throws()
    {
        string[][] sets = [[], ["ISO_IR 192"], ["GB18030"], ["GBK"], ["ISO_IR 166"], ["ISO 2022 IR 13", "ISO 2022 IR 87", "ISO 2022 IR 159"], ["", "ISO 2022 IR 149", "ISO 2022 IR 58"]];
        var random = new Random(20260101);
        var bytes = new byte[64];
        for (var i = 0; i < 2000; i++)
        {
            random.NextBytes(bytes);
            bytes[random.Next(60)] = 0x1B;
            "$(DB)C-A"u8.Slice(random.Next(5), 2).CopyTo(bytes.AsSpan(random.Next(60)));
            foreach (var terms in sets)
                Assert.That(DicomCharacterSet.Parse(terms).Decode(bytes, DicomVR.PN), Is.Not.Empty);
        }
    }

    [TestCase("ISO_IR 100", "Wałęsa")]
    [TestCase("ISO_IR 6", "Müller")]
    [TestCase("GBK", "\uD83D\uDE00")]
    [TestCase("\\ISO 2022 IR 87", "한")]
    [TestCase("ISO_IR 100", "a\u001Bb")]
    public void Encode_character_outside_the_set_is_refused_without_telling_the_value(string terms, string text)
    {
        var set = DicomCharacterSet.Parse(terms.Split('\\'));
        Assert.That(set.TryEncode(text, DicomVR.PN, out _), Is.False);
        Assert.That(() => set.Encode(text, DicomVR.PN), Throws.TypeOf<DicomDataException>().With.Message.Not.Contain(text));
    }

    [TestCase("ISO_IR 126", "‘’€ͺ")]
    [TestCase("\\ISO 2022 IR 87", "〜‖−～")]
    [TestCase("\\ISO 2022 IR 159", "№")]
    [TestCase("\\ISO 2022 IR 58", "・―·")]
    public void Encode_character_that_code_pages_map_otherwise_is_written_and_read_as_the_set_says(string terms, string text)
    {
        var set = DicomCharacterSet.Parse(terms.Split('\\'));
        Assert.That(set.Decode(set.Encode(text, DicomVR.LO), DicomVR.LO), Is.EqualTo(text.Replace('～', '〜').Replace('·', '・')));
    }

    [TestCase("ISO_IR 13", 63)]
    [TestCase("ISO_IR 100", 96)]
    [TestCase("ISO_IR 126", 93)]
    [TestCase("ISO_IR 127", 51)]
    [TestCase("ISO_IR 138", 60)]
    [TestCase("ISO_IR 166", 88)]
    [TestCase("ISO_IR 203", 96)]
    [TestCase("\\ISO 2022 IR 87", 6879)]
    [TestCase("\\ISO 2022 IR 159", 6067)]
    [TestCase("\\ISO 2022 IR 149", 8226)]
    [TestCase("\\ISO 2022 IR 58", 7445)]
    public void Every_character_of_a_set_is_read_as_it_was_written(string terms, int characters)
    {
        const string Aliases = "～∥－￠￡￢＼·—";
        var set = DicomCharacterSet.Parse(terms.Split('\\'));
        var known = Enumerable.Range(0x80, 0xFF80).Select(c => (char)c).Where(c => !char.IsSurrogate(c) && set.TryEncode(c.ToString(), DicomVR.LO, out _)).ToList();
        var text = string.Concat(known.Where(c => set.Decode(set.Encode(c.ToString(), DicomVR.LO), DicomVR.LO)[0] == c || !Aliases.Contains(c)));
        Assert.That(set.Decode(set.Encode(text, DicomVR.LO), DicomVR.LO), Is.EqualTo(text));
        Assert.That(text, Has.Length.EqualTo(characters));
    }

    [Test]
    public void Double_byte_sets_hold_no_ASCII_character()
    {
        foreach (var term in new[] { 58, 87, 149, 159 })
        {
            var (g0, g1) = GraphicSets.Of(term);
            Assert.That(Enumerable.Range(0, 128).Where(c => (g0 ?? g1)!.TryEncode((char)c, out _)), Is.Empty);
        }
    }

    private static byte[] Bytes(string latin1) => System.Text.Encoding.Latin1.GetBytes(latin1);
}
