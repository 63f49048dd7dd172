using DicomGateway.Transfer.Forwarding.Dicom;
using DicomGateway.Transfer.Records.Deliveries;
using DicomGateway.Transfer.Records.Instances;

namespace DicomGateway.Transfer.Tests.Forwarding;

[TestFixture]
internal sealed class ContextPlanTests
{
    private const string Implicit = "1.2.840.10008.1.2";
    private const string Explicit = "1.2.840.10008.1.2.1";
    private const string Deflated = "1.2.840.10008.1.2.1.99";
    private const string Jpeg = "1.2.840.10008.1.2.4.70";

    [Test]
    public void Uncompressed_file_may_go_in_any_uncompressed_syntax_its_own_first() =>
        Assert.That(new ContextPlan(null).SyntaxesFor(Implicit), Is.EqualTo(new[] { Implicit, Explicit, Deflated }));

    [Test]
    public void Preferred_syntax_goes_first() => Assert.That(new ContextPlan(Implicit).SyntaxesFor(Explicit), Is.EqualTo(new[] { Implicit, Explicit, Deflated }));

    [Test]
    public void Deflated_file_may_go_inflated() => Assert.That(new ContextPlan(null).SyntaxesFor(Deflated), Is.EqualTo(new[] { Deflated, Explicit, Implicit }));

    [Test]
    public void Compressed_file_goes_as_it_is() => Assert.That(new ContextPlan(Explicit).SyntaxesFor(Jpeg), Is.EqualTo(new[] { Jpeg }));

    [Test]
    public void Split_gives_each_syntax_a_context_and_each_association_at_most_128()
    {
        var works = Enumerable.Range(0, 300).Select(i => Work(i, $"1.2.3.{i % 100}", i % 2 == 0 ? Explicit : Jpeg)).ToList();
        var parts = new ContextPlan(null).Split(works).ToList();
        Assert.That(parts.SelectMany(part => part.Works).Select(work => work.DeliveryId), Is.EquivalentTo(works.Select(work => work.DeliveryId)));
        Assert.That(parts, Has.Count.EqualTo(2));
        foreach (var (contexts, _) in parts)
        {
            Assert.That(contexts, Has.Count.LessThanOrEqualTo(128));
            Assert.That(contexts.Select(context => context.TransferSyntaxes.Count), Is.All.EqualTo(1));
        }
    }

    [Test]
    public void Split_of_one_class_is_one_part()
    {
        var works = Enumerable.Range(0, 300).Select(i => Work(i, "1.2.3", Explicit)).ToList();
        var part = new ContextPlan(null).Split(works).Single();
        Assert.That(part.Contexts, Has.Count.EqualTo(3));
    }

    private static DeliveryWork Work(int id, string sopClass, string syntax) =>
        new(id, 1, "archive", new OutputInstance(Guid.NewGuid(), sopClass, $"2.25.{id}", syntax, "x.dcm", 1, ""), "folder", 0, false);
}
