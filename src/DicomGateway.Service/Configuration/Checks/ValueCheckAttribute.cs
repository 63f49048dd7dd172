using System.Text.Json.Nodes;

namespace DicomGateway.Service.Configuration.Checks;

/// <summary>A rule for one value of the configuration; on a list it holds for each entry.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal abstract class ValueCheckAttribute : Attribute
{
    /// <summary>What is wrong and what to do, or null.</summary>
    public abstract (string What, string Remedy)? Check(object value, string folder);

    /// <summary>Adds to the JSON Schema what it can express of the rule.</summary>
    public virtual void Describe(JsonObject schema)
    {
    }
}
