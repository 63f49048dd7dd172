namespace DicomGateway.Service.StandIn.Scripting;

/// <summary>What goes wrong in one operation.</summary>
internal sealed class OperationFaults(int number, IReadOnlyList<ActiveRule> rules)
{
    public static OperationFaults None { get; } = new(0, []);

    /// <summary>Number of the operation among those of its kind, from 1.</summary>
    public int Number => number;

    public IEnumerable<Misbehaviour> Kinds => rules.Select(rule => rule.Rule.Do).Distinct();

    public bool Has(Misbehaviour kind) => Find(kind) is not null;

    public ActiveRule? Find(Misbehaviour kind) => rules.FirstOrDefault(rule => rule.Rule.Do == kind);

    public IEnumerable<ActiveRule> All(Misbehaviour kind) => rules.Where(rule => rule.Rule.Do == kind);
}
