namespace DicomGateway.Service.Configuration.Checks;

/// <summary>Bounds of a duration, both included.</summary>
internal sealed class LastsAttribute(string least, string most) : ValueCheckAttribute
{
    public override (string What, string Remedy)? Check(object value, string folder) =>
        (TimeSpan)value < Duration.Parse(least) || (TimeSpan)value > Duration.Parse(most)
            ? ($"{Duration.Format((TimeSpan)value)} is out of range.", $"Use {least} to {most}.")
            : null;
}
