using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Dictionary;
using DicomGateway.Testing.Faults;
using DicomGateway.Transfer.Jobs.Cohorts.Criteria;
using DicomGateway.Transfer.Jobs.Cohorts.Rules;

namespace DicomGateway.Transfer.Tests.Jobs.Cohorts.Rules;

internal sealed class RuleConditionTests
{
    [TestCase("SliceThickness", "1.25", "from: 1, to: 1.5", true)]
    [TestCase("SliceThickness", "1.25", "to: 1", false)]
    [TestCase("SliceThickness", "1.250", "equals: 1.25", true)]
    [TestCase("SliceThickness", "thin", "to: 1", null)]
    [TestCase("SliceThickness", "", "to: 1", false)]
    [TestCase("PatientAge", "006M", "to: 001Y", true)]
    [TestCase("PatientAge", "018Y", "from: 017Y", true)]
    [TestCase("StudyDate", "2023.05.06", "from: 2023-05-06", true)]
    [TestCase("StudyTime", "0930", "from: '09:30:00', to: '0931'", true)]
    [TestCase("SeriesDescription", "Thorax SCOUT", "matches: '(?i)scout$'", true)]
    [TestCase("SeriesDescription", "Thorax", "matches: '^(?!.*scout)'", true)]
    [TestCase("SeriesDescription", "thorax", "equals: Thorax", false)]
    [TestCase("ImageType", "ORIGINAL\\PRIMARY\\AXIAL", "equals: [AXIAL, HELIX]", true)]
    [TestCase("ImageType", "ORIGINAL\\PRIMARY\\AXIAL", "count: { from: 4 }", false)]
    [TestCase("AccessionNumber", "0012", "equals: 12", false)]
    public void Test_answers_yes_no_or_unknown(string keyword, string value, string test, bool? expected)
    {
        var dataset = new DicomDataset();
        var tag = DicomDictionary.Find(keyword)!.Tag;
        dataset.AddOrUpdate(new DicomElement(tag, DicomDictionary.DefaultVR(tag), System.Text.Encoding.ASCII.GetBytes(value)));
        Assert.That(Condition(keyword, test).Evaluate(new AttributeSource(dataset)), Is.EqualTo(expected));
    }

    [TestCase("RequestAttributesSequence/AccessionNumber", "equals: '007'", true)]
    [TestCase("RequestAttributesSequence/AccessionNumber", "count: 2", true)]
    [TestCase("RequestAttributesSequence/ScheduledProtocolCodeSequence/CodeValue", "matches: ^T", true)]
    [TestCase("RequestAttributesSequence/StudyInstanceUID", "count: 0", true)]
    [TestCase("ProcedureCodeSequence/CodeValue", "equals: x", null)]
    [TestCase("'(0019,xx0C,\"SIEMENS MR HEADER\")'", "from: 900, to: 1100", true)]
    [TestCase("'(0019,xx10,\"QX\",LO)'", "equals: unknown here", true)]
    [TestCase("'(0019,xx10,\"SOMEBODY ELSE\",LO)'", "equals: unknown here", null)]
    public void Attributes_in_sequences_and_private_ones_are_found_wherever_they_stand(string attribute, string test, bool? expected)
    {
        var dataset = new DicomDataset();
        dataset.AddOrUpdate(new DicomElement(new DicomTag(0x0019, 0x0010), DicomVR.LO, "QX"u8.ToArray()));
        dataset.AddOrUpdate(new DicomElement(new DicomTag(0x0019, 0x0042), DicomVR.LO, "SIEMENS MR HEADER "u8.ToArray()));
        dataset.AddOrUpdate(new DicomElement(new DicomTag(0x0019, 0x420C), DicomVR.IS, "1000"u8.ToArray()));
        dataset.AddOrUpdate(new DicomElement(new DicomTag(0x0019, 0x1010), DicomVR.UN, "unknown here"u8.ToArray()));
        dataset.AddOrUpdate(new DicomSequence(
            DicomTag.RequestAttributesSequence,
            new DicomDataset().AddOrUpdate(DicomTag.AccessionNumber, "1")
                .AddOrUpdate(new DicomSequence(DicomTag.ScheduledProtocolCodeSequence, new DicomDataset().AddOrUpdate(DicomTag.CodeValue, "T1"))),
            new DicomDataset().AddOrUpdate(DicomTag.AccessionNumber, "007")));
        Assert.That(Condition(attribute, test).Evaluate(new AttributeSource(dataset)), Is.EqualTo(expected));
    }

    [Test]
    public void What_nobody_returned_is_unknown_and_leaves_out_whichever_way_the_rule_goes()
    {
        var source = new AttributeSource(new DicomDataset());
        foreach (var verb in (string[])["include", "exclude"])
        {
            var rule = Rule($"{verb}: {{ attribute: SeriesDescription, equals: x }}");
            Assert.That(rule.Judge(source), Is.EqualTo(new LeftOut("r", IsUnknown: true)));
        }
    }

    [Test]
    public void Pattern_that_takes_too_long_is_unknown()
    {
        var dataset = new DicomDataset().AddOrUpdate(DicomTag.SeriesDescription, new string('a', 60));
        Assert.That(Condition("SeriesDescription", @"matches: '^(a+)+(?=b)$'").Evaluate(new AttributeSource(dataset)), Is.Null);
    }

    [Test]
    public void Combinations_are_those_of_three_valued_logic_and_obey_de_morgan()
    {
        for (var seed = 1UL; seed <= 2000; seed++)
        {
            var random = new SeededSequence(seed);
            List<RuleCondition> parts = [.. Enumerable.Range(0, 1 + random.Next(5)).Select(_ => new FixedCondition(random.Next(3) switch { 0 => true, 1 => false, _ => null }))];
            var answers = parts.ConvertAll(part => part.Evaluate(Nothing));
            bool? all = answers.Contains(false) ? false : answers.Contains(null) ? null : true;
            bool? any = answers.Contains(true) ? true : answers.Contains(null) ? null : false;
            Assert.That(new AllConditions(parts).Evaluate(Nothing), Is.EqualTo(all), $"seed {seed}");
            Assert.That(new AnyCondition(parts).Evaluate(Nothing), Is.EqualTo(any), $"seed {seed}");
            var negated = new NotCondition(new AnyCondition([.. parts.Select(part => new NotCondition(part))]));
            Assert.That(negated.Evaluate(Nothing), Is.EqualTo(all), $"seed {seed}");
        }
    }

    private static AttributeSource Nothing { get; } = new(new DicomDataset());

    private static RuleCondition Condition(string keyword, string test) => Rule($"include: {{ attribute: {keyword}, {test} }}").Condition;

    private static CohortRule Rule(string condition) =>
        CriteriaReader.Read($"name: x\npacs: main\nmodalities: CT\nrules:\n  - id: r\n    level: series\n    {condition}\n").Rules[0];

    private sealed record FixedCondition(bool? Answer) : RuleCondition
    {
        public override IEnumerable<DicomGateway.Transfer.Jobs.Cohorts.Values.AttributePath> Attributes => [];

        public override bool? Evaluate(AttributeSource candidate) => Answer;
    }
}
