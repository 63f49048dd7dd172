using DicomGateway.Service.Configuration;
using DicomGateway.Service.StandIn.Scripting;
using DicomGateway.Transfer.Services.QueryRetrieve;

namespace DicomGateway.Service.Tests.StandIn;

/// <summary>Chance of a script depends on the request, not on who comes first; mistakes in a script are all named.</summary>
internal sealed class ScriptedFaultsTests
{
    private static readonly MisbehaviourScript Script = new()
    {
        Seed = 9,
        Rules = [new() { On = StandInOperation.Move, Do = Misbehaviour.Drop, Percent = 50 }, new() { On = StandInOperation.Move, Do = Misbehaviour.Abort, Percent = 20 }],
    };

    [Test]
    public void Order_of_requests_does_not_change_what_goes_wrong()
    {
        string[] subjects = [.. Enumerable.Range(0, 200).Select(number => $"1.2.{number}")];
        var (forward, backward) = (new ScriptedFaults(Script), new ScriptedFaults(Script));
        var one = subjects.ToDictionary(subject => subject, subject => Kinds(forward, subject));
        var two = subjects.Reverse().ToDictionary(subject => subject, subject => Kinds(backward, subject));
        Assert.That(two, Is.EquivalentTo(one));
        Assert.That(one.Values.Count(kinds => kinds.Contains("Drop", StringComparison.Ordinal)), Is.InRange(70, 130));
    }

    [Test]
    public void Times_and_number_bound_a_rule()
    {
        var faults = new ScriptedFaults(new MisbehaviourScript
        {
            Rules =
            [
                new() { On = StandInOperation.Move, Do = Misbehaviour.Abort, Nth = 2 },
                new() { On = StandInOperation.Move, Do = Misbehaviour.Drop, TimesEach = 1 },
                new() { On = StandInOperation.Move, Do = Misbehaviour.Warn, Times = 2 },
            ],
        });
        string[] kinds = [.. new[] { "a", "a", "b", "b" }.Select(subject => Kinds(faults, subject))];
        Assert.That(kinds, Is.EqualTo(new[] { "Drop Warn", "Abort Warn", "Drop", "" }));
    }

    [Test]
    public void Every_mistake_in_a_script_is_named()
    {
        var path = Path.Combine(TestContext.CurrentContext.WorkDirectory, Guid.NewGuid().ToString("N") + ".json");
        File.WriteAllText(path, """{ "rules": [ { "on": "Move", "do": "Vanish" }, { "on": "Find", "do": "Refuse", "status": "X" }, { "do": "Drop", "keys": ["Nope"] } ] }""");
        var mistakes = Assert.Throws<ConfigurationException>(() => ScriptFile.Load(path))!.Errors;
        Assert.That(mistakes.Select(mistake => mistake.Path), Is.SupersetOf(new[] { "$.rules[0].do", "$.rules[1].status", "$.rules[2].on", "$.rules[2].keys" }));
    }

    [Test]
    public void Schema_file_agrees_with_the_rules()
    {
        var file = File.ReadAllText(Path.Combine(TestContext.CurrentContext.TestDirectory, "config", "rehearsal.schema.json"));
        Assert.That(file, Is.EqualTo(ScriptFile.Schema()), "refresh it with: scripts/approve.sh");
    }

    private static string Kinds(ScriptedFaults faults, string subject) => string.Join(' ', faults.Begin(StandInOperation.Move, QueryLevel.Study, subject).Kinds);
}
