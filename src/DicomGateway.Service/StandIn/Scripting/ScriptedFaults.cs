using DicomGateway.Transfer.Services.QueryRetrieve;

namespace DicomGateway.Service.StandIn.Scripting;

/// <summary>Decides for each operation what goes wrong. Thread safe.</summary>
internal sealed class ScriptedFaults(MisbehaviourScript script)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<StandInOperation, int> _operations = [];
    private readonly Dictionary<string, int> _attempts = new(StringComparer.Ordinal);
    private readonly Dictionary<(int Rule, string Subject), int> _each = [];
    private readonly int[] _times = new int[script.Rules.Count];

    /// <summary>What goes wrong in the operation that begins now.</summary>
    /// <param name="operation">Its kind.</param>
    /// <param name="level">Its level; null where there is none.</param>
    /// <param name="subject">What it is about: the same for the same request.</param>
    public OperationFaults Begin(StandInOperation operation, QueryLevel? level, string subject)
    {
        lock (_gate)
        {
            var number = _operations[operation] = _operations.GetValueOrDefault(operation) + 1;
            var request = $"{operation}/{level}/{subject}";
            var attempt = _attempts[request] = _attempts.GetValueOrDefault(request) + 1;
            var active = new List<ActiveRule>();
            for (var index = 0; index < script.Rules.Count; index++)
            {
                if (Decide(index, operation, level, request, number, attempt) is { } rule)
                    active.Add(rule);
            }

            return new OperationFaults(number, active);
        }
    }

    private ActiveRule? Decide(int index, StandInOperation operation, QueryLevel? level, string request, int number, int attempt)
    {
        var rule = script.Rules[index];
        if (rule.On != operation || (rule.Levels.Count > 0 && !(level is { } asked && rule.Levels.Contains(asked))) || (rule.Nth > 0 && rule.Nth != number))
            return null;
        var each = _each.GetValueOrDefault((index, request));
        if ((rule.Times > 0 && _times[index] >= rule.Times) || (rule.TimesEach > 0 && each >= rule.TimesEach))
            return null;
        if (new SeededChance(script.Seed, index, request, attempt).Percent("happens") >= rule.Percent)
            return null;
        _times[index]++;
        _each[(index, request)] = each + 1;
        return new ActiveRule(rule, new SeededChance(script.Seed, index, rule.Steady ? "" : request, rule.Steady ? 0 : attempt));
    }
}
