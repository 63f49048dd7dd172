using System.Runtime.CompilerServices;
using System.Text.Json;
using DicomGateway.Transfer.Jobs.Cohorts.Criteria;
using DicomGateway.Transfer.Jobs.Cohorts.Notation;
using DicomGateway.Transfer.Jobs.Cohorts.Rules;
using DicomGateway.Transfer.Jobs.Cohorts.Values;

namespace DicomGateway.Transfer.Tests.Jobs.Cohorts.Criteria;

internal sealed class CriteriaReaderTests
{
    private const string Yaml =
        """
        name: all-of-it
        description: everything that criteria can say
        pacs: [main, old]
        keys:
          PatientID: 00123
          StudyDescription: NO
          PatientSex: [F, M]
          PatientBirthDate: { from: 1940-01-01, to: 1960-12-31 }
        seriesKeys: { BodyPartExamined: CHEST }
        modalities: [CT, PT]
        dates: { from: 2023-01-01, to: 2023-12-31, slice: 30 }
        list: { accession: Acc, patient: MRN, issuer: From }
        rules:
          - id: thin
            level: series
            include: { attribute: SliceThickness, from: 0.5, to: 1.5 }
            reason: Slices are too thick
          - id: no-scout
            level: series
            exclude: { any: [{ attribute: SeriesDescription, matches: '(?i)scout' }, { attribute: ImageType, equals: [LOCALIZER] }] }
        expected: { studies: { from: 10 }, series: 12, everyRow: true }
        """;

    [Test]
    public void Yaml_keeps_what_is_written_as_text()
    {
        var criteria = CriteriaReader.Read(Yaml);
        Assert.That(criteria.Keys.Select(key => (key.Attribute.Text, string.Join('|', key.Values))), Is.EqualTo(new[]
        {
            ("PatientID", "00123"), ("StudyDescription", "NO"), ("PatientSex", "F|M"), ("PatientBirthDate", "19400101-19601231"),
        }));
        Assert.That((criteria.Pacs.Count, criteria.SliceDays, criteria.Dates!.ToRange()), Is.EqualTo((2, 30, "20230101-20231231")));
        Assert.That(criteria.Rules.Select(rule => (rule.Id, rule.Level, rule.IsExclusion, rule.Text)), Is.EqualTo(new[]
        {
            ("thin", RuleLevel.Series, false, "Slices are too thick"), ("no-scout", RuleLevel.Series, true, "no-scout"),
        }));
        Assert.That((criteria.Expected.Studies!.Contains(9), criteria.Expected.Studies.Contains(10), criteria.Expected.Series!.Contains(12), criteria.Expected.EveryRow), Is.EqualTo((false, true, true, true)));
    }

    [Test]
    public void Json_says_the_same()
    {
        var criteria = CriteriaReader.Read(
            """
            { "name": "x", "pacs": "main", // The one in the cellar.
              "keys": { "PatientID": "00123" }, "dates": { "from": "20230101" }, "expected": { "studies": 3 }, }
            """);
        Assert.That((criteria.Keys[0].Values[0], criteria.Expected.Studies), Is.EqualTo(("00123", new CountRange(3, 3))));
    }

    [Test]
    public void Every_mistake_is_named_at_once_with_its_place()
    {
        var error = Assert.Throws<CriteriaException>(() => CriteriaReader.Read(
            """
            name: Wrong Name
            pacs: main
            keys:
              PatientName2: X
              StudyDescription: { from: 1, to: 2 }
            dates: { from: yesterday }
            colour: blue
            rules:
              - id: a
                level: serie
                exclude: { attribute: SeriesDescription, matches: '(' }
              - id: b
                level: series
            """))!;
        Assert.That(error.Errors.Select(one => (one.Line, one.Column)), Is.EqualTo(new[] { (1, 7), (4, 3), (5, 21), (6, 8), (6, 16), (7, 1), (10, 12), (11, 55), (12, 5) }), error.Message);
        Assert.That(error.Errors[^4].What, Does.Contain("colour"));
    }

    [Test]
    public void Keys_of_sequences_and_private_ones_are_read_with_their_way()
    {
        var criteria = CriteriaReader.Read(
            """
            name: x
            pacs: main
            seriesKeys:
              RequestAttributesSequence: { ScheduledProcedureStepID: [007, B*], ScheduledProtocolCodeSequence: { CodeValue: T1 } }
              '(0019,xx0c,"SIEMENS MR HEADER")': 1000
              PerformedProcedureStepStartDate: { from: 2023-01-01 }
            keys: { ProcedureCodeSequence: { CodeValue: '24627-2' } }
            """);
        Assert.That(criteria.SeriesKeys.Select(key => (key.Attribute.Text, string.Join('|', key.Values))), Is.EqualTo(new[]
        {
            ("RequestAttributesSequence/ScheduledProcedureStepID", "007|B*"), ("RequestAttributesSequence/ScheduledProtocolCodeSequence/CodeValue", "T1"),
            ("(0019,xx0C,\"SIEMENS MR HEADER\")", "1000"), ("PerformedProcedureStepStartDate", "20230101-"),
        }));
        Assert.That(criteria.Keys.Single().Attribute.Text, Is.EqualTo("ProcedureCodeSequence/CodeValue"));
    }

    [TestCase("keys: { RequestAttributesSequence: X }", "RequestAttributesSequence is a sequence.")]
    [TestCase("keys: { RequestAttributesSequence: { } }", "'RequestAttributesSequence' is empty.")]
    [TestCase("keys: { StudyDescription: { AccessionNumber: X } }", "StudyDescription is no sequence")]
    [TestCase("keys: { RequestAttributesSequence: { AccessionNumbr: X } }", "'AccessionNumbr' is no keyword")]
    [TestCase("keys: { '(0019,xx0C)': X }", "names no private attribute")]
    [TestCase("keys: { '(0018,xx0C,\"A\")': X }", "names no private attribute")]
    [TestCase("keys: { '(0019,xx0C,\"NOBODY KNOWS\")': X }", "The dictionary does not know")]
    [TestCase("keys: { '(0019,xx0C,\"NOBODY KNOWS\",ZZ)': X }", "There is no VR ZZ.")]
    [TestCase("keys: { '(0019,xx0C,\"NOBODY KNOWS\",OB)': X }", "holds no text or number")]
    [TestCase("modalities: CT\nrules: [{ id: a, level: series, include: { attribute: RequestAttributesSequence, equals: x } }]", "RequestAttributesSequence is a sequence.")]
    [TestCase("modalities: CT\nrules: [{ id: a, level: series, include: { attribute: RequestAttributesSequence/, equals: x } }]", "names no attribute")]
    [TestCase("modalities: CT\nrules: [{ id: a, level: series, include: { attribute: Modality/CodeValue, equals: x } }]", "Modality is no sequence")]
    [TestCase("modalities: CT\nrules: [{ id: a, level: series, on: arrival, include: { attribute: KVP, to: 1 } }]", "looks at nothing called 'arrival'")]
    [TestCase("modalities: CT\nrules: [{ id: a, level: study, on: received, include: { attribute: KVP, to: 1 } }]", "decides about series")]
    public void Attribute_that_cannot_be_looked_at_is_told(string text, string what)
    {
        var error = Assert.Throws<CriteriaException>(() => CriteriaReader.Read("name: x\npacs: main\n" + text))!;
        Assert.That(error.Errors, Has.Count.EqualTo(1), error.Message);
        Assert.That(error.Errors[0].What, Does.Contain(what));
    }

    [Test]
    public void Rule_on_what_is_received_does_not_pick_series_before_they_are_fetched()
    {
        var criteria = CriteriaReader.Read("name: x\npacs: main\nkeys: { PatientID: 1 }\nrules: [{ id: a, level: series, on: received, exclude: { attribute: KVP, to: 1 } }]");
        Assert.That((criteria.PicksSeries, criteria.ReturnedRules.Count(), criteria.ReceivedRules.Single().Id), Is.EqualTo((false, 0, "a")));
    }

    [TestCase("name: [")]
    [TestCase("name: x\n\tpacs: y")]
    [TestCase("{ \"name\": ")]
    [TestCase("name: &a x\npacs: *a\nmodalities: CT")]
    [TestCase("name: !!binary x\npacs: y\nmodalities: CT")]
    [TestCase("name: x\npacs: y\nmodalities: CT\n---\nname: z")]
    [TestCase("name: x\nname: y\npacs: y\nmodalities: CT")]
    [TestCase("name: x\npacs: y")]
    [TestCase("just text")]
    [TestCase("")]
    public void What_is_no_criteria_file_or_asks_for_everything_is_refused(string text) =>
        Assert.That(() => CriteriaReader.Read(text), Throws.TypeOf<CriteriaException>());

    [Test]
    public void Deep_nesting_is_refused_and_not_followed() =>
        Assert.That(() => CriteriaReader.Read("name: " + new string('[', 100_000)), Throws.TypeOf<CriteriaException>());

    [Test]
    public void Schema_has_every_setting_that_a_file_can_have_and_no_other()
    {
        using var schema = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Path.GetDirectoryName(Here())!, "../../../../../config/cohort.schema.json")));
        var error = Assert.Throws<CriteriaException>(() => CriteriaReader.Read(
            """
            zzz: 1
            name: x
            pacs: main
            dates: { zzz: 1, from: 20230101 }
            list: { zzz: 1, study: uid }
            expected: { zzz: 1 }
            rules:
              - { zzz: 1, id: a, level: study, include: { zzz: 1, attribute: PatientID, equals: x } }
            """))!;
        var definitions = schema.RootElement.GetProperty("$defs");
        JsonElement[] sections = [schema.RootElement, definitions.GetProperty("dates"), definitions.GetProperty("list"), definitions.GetProperty("expected"), definitions.GetProperty("rule"), definitions.GetProperty("condition")];
        foreach (var (section, told) in sections.Zip(error.Errors.OrderBy(one => one.Line).ThenBy(one => one.Column)))
        {
            var names = section.GetProperty("properties").EnumerateObject().Select(property => property.Name);
            Assert.That(names, Is.EquivalentTo(told.Remedy["There are: ".Length..^1].Split(", ")), told.ToString());
        }
    }

    private static string Here([CallerFilePath] string path = "") => path;
}
