using DicomGateway.Network.Association.StateMachine;

namespace DicomGateway.Network.Tests.Association.StateMachine;

/// <summary>All 247 cells of PS3.8 table 9-10 for both roles: the 123 of the standard and the 124 that it leaves blank.</summary>
internal sealed class AssociationStateMachineTests
{
    // Rows are Evt1 to Evt19, columns Sta1 to Sta13. "-" is a blank cell that we ignore, "x" one in which we close the connection.
    private const string Table = """
        AE-1 -    -    -    -    -    -    -    -    -     -     -     -
        -    -    -    AE-2 -    -    -    -    -    -     -     -     -
        -    AA-1 AA-8 x    AE-3 AA-8 AA-8 AA-8 AA-8 AA-8  AA-8  AA-8  AA-6
        -    AA-1 AA-8 x    AE-4 AA-8 AA-8 AA-8 AA-8 AA-8  AA-8  AA-8  AA-6
        AE-5 -    -    -    -    -    -    -    -    -     -     -     -
        -    AE-6 AA-8 x    AA-8 AA-8 AA-8 AA-8 AA-8 AA-8  AA-8  AA-8  AA-7
        -    -    AE-7 -    -    -    -    -    -    -     -     -     -
        -    -    AE-8 -    -    -    -    -    -    -     -     -     -
        -    -    -    -    -    DT-1 -    AR-7 -    -     -     -     -
        -    AA-1 AA-8 x    AA-8 DT-2 AR-6 AA-8 AA-8 AA-8  AA-8  AA-8  AA-6
        -    -    -    -    -    AR-1 -    -    -    -     -     -     -
        -    AA-1 AA-8 x    AA-8 AR-2 AR-8 AA-8 AA-8 AA-8  AA-8  AA-8  AA-6
        -    AA-1 AA-8 x    AA-8 AA-8 AR-3 AA-8 AA-8 AR-10 AR-3  AA-8  AA-6
        -    -    -    -    -    -    -    AR-4 AR-9 -     -     AR-4  -
        -    x    AA-1 AA-2 AA-1 AA-1 AA-1 AA-1 AA-1 AA-1  AA-1  AA-1  x
        -    AA-2 AA-3 x    AA-3 AA-3 AA-3 AA-3 AA-3 AA-3  AA-3  AA-3  AA-2
        -    AA-5 AA-4 AA-4 AA-4 AA-4 AA-4 AA-4 AA-4 AA-4  AA-4  AA-4  AR-5
        -    AA-2 -    -    -    -    -    -    -    -     -     -     AA-2
        -    AA-1 AA-8 x    AA-8 AA-8 AA-8 AA-8 AA-8 AA-8  AA-8  AA-8  AA-7
        """;

    private const string Next = """
        AE-1 4   AE-2 5   AE-3 6   AE-4 1   AE-5 2   AE-6 3   AE-7 6   AE-8 13  DT-1 6   DT-2 6
        AR-1 7   AR-2 8   AR-3 1   AR-4 13  AR-5 1   AR-6 7   AR-7 8   AR-9 11  AR-10 12
        AA-1 13  AA-2 1   AA-3 1   AA-4 1   AA-5 1   AA-6 13  AA-7 13  AA-8 13
        """;

    private static readonly Dictionary<string, int> NextStates = Next
        .Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries).Chunk(2).ToDictionary(pair => pair[0], pair => int.Parse(pair[1]));

    private static IEnumerable<TestCaseData> Cells() =>
        from row in Rows().Select((cells, index) => (cells, number: index + 1))
        from cell in row.cells.Select((text, index) => (text, number: index + 1))
        from isRequestor in new[] { true, false }
        select new TestCaseData(row.number, cell.number, cell.text, isRequestor)
            .SetName($"Evt{row.number} in Sta{cell.number} as {(isRequestor ? "requestor" : "acceptor")} is {Meaning(cell.text)}");

    [TestCaseSource(nameof(Cells))]
    public void Cell(int occurred, int state, string expected, bool isRequestor)
    {
        var transition = AssociationStateMachine.Next((AssociationState)state, (AssociationEvent)occurred, isRequestor);
        Assert.That(transition, Is.EqualTo(expected switch
        {
            "-" => new AssociationTransition(AssociationAction.Ignore, (AssociationState)state, IsDefinedByStandard: false),
            "x" => new AssociationTransition(AssociationAction.AA2, AssociationState.Sta1, IsDefinedByStandard: false),
            "AR-8" => new AssociationTransition(AssociationAction.AR8, isRequestor ? AssociationState.Sta9 : AssociationState.Sta10),
            _ => new AssociationTransition(Action(expected), (AssociationState)NextStates[expected]),
        }));
    }

    [Test]
    public void Standard_defines_123_cells_and_we_the_other_124()
    {
        var defined = from occurred in Enum.GetValues<AssociationEvent>()
                      from state in Enum.GetValues<AssociationState>()
                      select AssociationStateMachine.Next(state, occurred, isRequestor: true).IsDefinedByStandard;
        Assert.That((defined.Count(), defined.Count(is123 => is123)), Is.EqualTo((247, 123)));
    }

    [Test]
    public void Request_that_the_provider_cannot_take_is_rejected_at_once()
    {
        var transition = AssociationStateMachine.Next(
            AssociationState.Sta2, AssociationEvent.AssociateRequestReceived, isRequestor: false, isAcceptable: false);
        Assert.That(transition, Is.EqualTo(new AssociationTransition(AssociationAction.AE6, AssociationState.Sta13)));
    }

    [Test]
    public void Cells_equal_the_table_of_the_standard()
    {
        if (SharedFiles.Find("standard/ps3.8-9-10-state-table.tsv") is not { } path)
        {
            Assert.Ignore("The standard's tables are not here.");
            return;
        }

        var lines = File.ReadLines(path).Skip(1).Select(line => line.Split('\t')).ToList();
        Assert.That(lines, Has.Count.EqualTo(123));
        Assert.Multiple(() =>
        {
            foreach (var line in lines)
            {
                var transition = AssociationStateMachine.Next(
                    (AssociationState)int.Parse(line[1].AsSpan(3)), (AssociationEvent)int.Parse(line[0].AsSpan(3)), isRequestor: false);
                Assert.That((transition.Action, transition.IsDefinedByStandard), Is.EqualTo((Action(line[2]), true)), $"{line[0]} in {line[1]}");
            }
        });
    }

    private static List<string[]> Rows() =>
        [.. Table.Split('\n').Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];

    private static AssociationAction Action(string name) => Enum.Parse<AssociationAction>(name.Replace("-", "", StringComparison.Ordinal));

    private static string Meaning(string cell) => cell switch
    {
        "-" => "blank: ignored",
        "x" => "blank: closed",
        _ => cell,
    };
}
