using System.ComponentModel;
using DicomGateway.Service.Configuration.Checks;

namespace DicomGateway.Service.StandIn.Scripting;

/// <summary>How a stand-in misbehaves; the same script and seed misbehave the same, whatever the order in which peers ask.</summary>
internal sealed record MisbehaviourScript
{
    public static MisbehaviourScript None { get; } = new();

    [Description("JSON Schema of the file, for editors.")]
    public string? Schema { get; init; }

    [Description("Seed of chance.")]
    [Between(0, int.MaxValue)]
    public int Seed { get; init; } = 1;

    [Description("What goes wrong; all rules that apply to an operation take effect.")]
    public IReadOnlyList<MisbehaviourRule> Rules { get; init; } = [];
}
