using DicomGateway.Dicom.Data;
using DicomGateway.Transfer.Services.QueryRetrieve.Matching;

namespace DicomGateway.Transfer.Tests.Services.QueryRetrieve.Matching;

/// <summary>Cases of PS3.4 C.2.2.2, one by one.</summary>
[TestFixture]
internal sealed class IdentifierMatchTests
{
    [TestCase("A1", "A1", true)]
    [TestCase("a1", "A1", false)]
    [TestCase(" A1 ", "A1", true)]
    [TestCase("", "A1", true)]
    [TestCase("*", "", true)]
    [TestCase("A*", "A1", true)]
    [TestCase("A?", "A1", true)]
    [TestCase("A?", "A", false)]
    [TestCase("*1", "A1", true)]
    [TestCase("A*B*C", "AxxByyC", true)]
    [TestCase("A*B*C", "AxxByy", false)]
    [TestCase("0007", "7", false)]
    [TestCase("\"\"", "", true)]
    [TestCase("\"\"", "A1", false)]
    public void Text_matches_with_wildcards_and_case(string key, string value, bool matches) => Check(DicomTag.PatientID, key, value, matches);

    [TestCase("doe^john", "DOE^JOHN", true)]
    [TestCase("DOE", "DOE^JOHN", false)]
    [TestCase("DOE*", "DOE^JOHN", true)]
    [TestCase("DOE^J*", "doe^jane^^dr", true)]
    [TestCase("DOE^JOHN^^", "DOE^JOHN", true)]
    [TestCase("DOE^JOHN^*", "DOE^JOHN", true)]
    [TestCase("*^^*", "DOE^JOHN", false)]
    [TestCase("*^*^*", "DOE^JOHN", true)]
    [TestCase("SMITH", "DOE^JOHN=SMITH", true)]
    [TestCase("DOE=*", "DOE=SMITH", true)]
    [TestCase("=SMITH", "DOE=SMITH", true)]
    [TestCase("=SMITH", "SMITH=DOE", false)]
    [TestCase("?OE^JOHN", "DOE^JOHN", true)]
    [TestCase("*", "", true)]
    [TestCase("D*", "", false)]
    public void Names_match_without_case_and_by_component_group(string key, string value, bool matches) => Check(DicomTag.PatientName, key, value, matches);

    [Test]
    public void Names_match_whatever_their_character_sets_are()
    {
        var keys = new DicomDataset().AddOrUpdate(DicomTag.SpecificCharacterSet, "ISO_IR 192").AddOrUpdate(DicomTag.PatientName, "müller^*");
        var candidate = new DicomDataset().AddOrUpdate(DicomTag.SpecificCharacterSet, "ISO_IR 100").AddOrUpdate(DicomTag.PatientName, "MÜLLER^EVA");
        Assert.That(IdentifierMatch.Matches(keys, candidate), Is.True);
    }

    [TestCase("1.2", "1.2", true)]
    [TestCase("1.2.*", "1.2.3", false)]
    [TestCase("*", "1.2.3", false)]
    [TestCase("1.2\\1.3", "1.3", true)]
    [TestCase("1.2\\1.3", "1.4", false)]
    public void Uids_match_as_a_list_and_never_by_wildcard(string key, string value, bool matches) => Check(DicomTag.StudyInstanceUID, key, value, matches);

    [TestCase("20200131", "20200131", true)]
    [TestCase("20200131", "20200201", false)]
    [TestCase("20200101-", "20200131", true)]
    [TestCase("-20200101", "20200131", false)]
    [TestCase("20200101-20200131", "20200131", true)]
    [TestCase("20200101-20200130", "20200131", false)]
    [TestCase("20200101 - 20200131", "20200131", true)]
    [TestCase("2020*", "20200131", false)]
    [TestCase("20200230", "20200230", false)]
    [TestCase("20200101-", "", false)]
    [TestCase("-", "20200131", false)]
    [TestCase("20200131", "2020.01.31", true)]
    public void Dates_match_by_value_and_range(string key, string value, bool matches) => Check(DicomTag.StudyDate, key, value, matches);

    [TestCase("10", "101530", true)]
    [TestCase("1015", "101530.25", true)]
    [TestCase("101530", "101530.25", true)]
    [TestCase("101530.2", "101530.3", false)]
    [TestCase("10-12", "125959", true)]
    [TestCase("1000-1200", "120059", true)]
    [TestCase("1000-1200", "120100", false)]
    [TestCase("-0930", "093059.999999", true)]
    [TestCase("2230-", "2229", false)]
    public void Times_match_with_the_precision_that_they_have(string key, string value, bool matches) => Check(DicomTag.StudyTime, key, value, matches);

    [TestCase("2020", "20200615101500", true)]
    [TestCase("2019-2021", "20200615101500", true)]
    [TestCase("20200615120000+0200", "20200615100000+0000", true)]
    [TestCase("20200615120000-0500-", "20200615170001+0000", true)]
    [TestCase("20200615120000-0500-20200615120000-0400", "20200615165959+0000", false)]
    [TestCase("-20200615", "20200616", false)]
    public void Moments_match_with_their_offset(string key, string value, bool matches) => Check(DicomTag.AcquisitionDateTime, key, value, matches);

    [TestCase("1", "01", true)]
    [TestCase("1.0", "1", true)]
    [TestCase("1*", "12", false)]
    public void Numbers_match_by_value(string key, string value, bool matches) => Check(DicomTag.InstanceNumber, key, value, matches);

    [TestCase("CT", "PT\\CT", true)]
    [TestCase("CT\\MR", "PT\\MR", true)]
    [TestCase("C?", "PT\\CT", true)]
    [TestCase("US", "PT\\CT", false)]
    public void One_of_several_values_is_enough(string key, string value, bool matches) => Check(DicomTag.ModalitiesInStudy, key, value, matches);

    [TestCase("20200101-20200103", "1000-1800", "20200101", "0930", false)]
    [TestCase("20200101-20200103", "1000-1800", "20200102", "0930", true)]
    [TestCase("20200101-20200103", "1000-1800", "20200103", "1801", false)]
    [TestCase("20200101-", "1000-", "20200102", "0100", true)]
    public void Date_and_time_are_one_range_where_that_was_negotiated(string days, string hours, string day, string hour, bool matches)
    {
        var keys = new DicomDataset().AddOrUpdate(DicomTag.StudyDate, days).AddOrUpdate(DicomTag.StudyTime, hours);
        var candidate = new DicomDataset().AddOrUpdate(DicomTag.StudyDate, day).AddOrUpdate(DicomTag.StudyTime, hour);
        Assert.That(IdentifierMatch.Matches(keys, candidate, combinesDateAndTime: true), Is.EqualTo(matches));
    }

    [Test]
    public void A_sequence_matches_when_one_item_does()
    {
        var keys = Coded("T-A");
        Assert.Multiple(() =>
        {
            Assert.That(IdentifierMatch.Matches(keys, Coded("T-B", "T-A")), Is.True);
            Assert.That(IdentifierMatch.Matches(keys, Coded("T-B")), Is.False);
            Assert.That(IdentifierMatch.Matches(keys, new DicomDataset()), Is.False);
            Assert.That(IdentifierMatch.Matches(Coded(""), new DicomDataset()), Is.True);
            Assert.That(IdentifierMatch.Matches(Coded(), Coded("T-B")), Is.True);
        });
    }

    [Test]
    public void What_is_not_a_key_asks_for_nothing()
    {
        var keys = new DicomDataset().AddOrUpdate(DicomTag.QueryRetrieveLevel, "STUDY").AddOrUpdate(DicomTag.SpecificCharacterSet, "ISO_IR 100")
            .AddOrUpdate(DicomTag.RetrieveAETitle, "PACS");
        Assert.That(IdentifierMatch.Matches(keys, new DicomDataset()), Is.True);
    }

    private static DicomDataset Coded(params string[] codes) =>
        new DicomDataset().AddOrUpdate(DicomTag.ProcedureCodeSequence, [.. codes.Select(code => new DicomDataset().AddOrUpdate(DicomTag.CodeValue, code))]);

    private static void Check(DicomTag tag, string key, string value, bool matches) => Assert.That(
        IdentifierMatch.Matches(new DicomDataset().AddOrUpdate(tag, key.Split('\\')), new DicomDataset().AddOrUpdate(tag, value.Split('\\'))), Is.EqualTo(matches));
}
