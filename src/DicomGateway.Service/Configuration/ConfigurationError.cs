namespace DicomGateway.Service.Configuration;

/// <summary>One thing that is wrong in gateway.json: where (JSON path), what, and what to do about it.</summary>
internal sealed record ConfigurationError(string Path, string What, string Remedy)
{
    public override string ToString() => $"{Path}: {What} {Remedy}";
}
