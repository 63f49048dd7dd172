using DicomGateway.Curation;

namespace DicomGateway.Transfer.Tests;

[TestFixture]
internal sealed class PipelineStepTests
{
    private static readonly AssembledStudy Study = new("p", "1", "out", [new SourceInstance("a", "x", 0, null, "", "")]);

    [Test]
    public void Held_ends_the_way_and_keeps_the_notes_of_the_stages_before()
    {
        var ran = new List<string>();
        var result = PipelineStart.With(Study, CancellationToken.None)
            .Then("one", (study, _) => Pass(study, ran, "one", Note("n1")))
            .Then<AssembledStudy>("two", (_, _) => new StageOutcome<AssembledStudy>.Held([Note("h1")]))
            .Then("three", (study, _) => Pass(study, ran, "three"))
            .End();
        Assert.That(ran, Is.EqualTo(new[] { "one" }));
        Assert.That(((PipelineResult.Held)result).Findings.Select(found => (found.Stage, found.Finding.Code)), Is.EqualTo(new[] { ("two", "h1"), ("one", "n1") }));
    }

    [Test]
    public void Retry_ends_the_way()
    {
        var result = PipelineStart.With(Study, CancellationToken.None).Then<AssembledStudy>("one", (_, _) => new StageOutcome<AssembledStudy>.Retry("disk full")).End();
        Assert.That(result, Is.EqualTo(new PipelineResult.Retry("one", "disk full")));
    }

    [Test]
    public void What_a_stage_throws_is_wrapped_without_its_text()
    {
        var failure = Assert.Throws<StageFailedException>(() => PipelineStart.With(Study, CancellationToken.None)
            .Then<AssembledStudy>("one", (_, _) => throw new InvalidOperationException("Zwiebelfisch^Adalbert")))!;
        Assert.That(failure.Message, Does.Not.Contain("Zwiebelfisch").And.Contain("one").And.Contain("InvalidOperationException"));
    }

    [Test]
    public void Only_inspected_studies_come_out_as_passed() => Assert.That(
        () => PipelineStart.With(Study, CancellationToken.None).Then("one", (study, _) => Pass(study, [], "one")).End(), Throws.InvalidOperationException);

    private static Finding Note(string code) => new(code, FindingSeverity.Note, "", "text");

    private static StageOutcome<AssembledStudy> Pass(AssembledStudy study, List<string> ran, string name, params Finding[] notes)
    {
        ran.Add(name);
        return new StageOutcome<AssembledStudy>.Passed(study, notes);
    }
}
