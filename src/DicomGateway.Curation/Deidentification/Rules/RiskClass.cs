namespace DicomGateway.Curation.Deidentification.Rules;

/// <summary>A family of SOP classes that often carry text.</summary>
/// <param name="Root">SOP Class UIDs that are this or begin with this and a dot.</param>
/// <param name="AcceptsStatement">True when a Burned In Annotation of NO is to be believed.</param>
internal sealed record RiskClass(string Code, string Root, string Text, bool AcceptsStatement = false)
{
    public bool Covers(string sopClassUid) =>
        sopClassUid.StartsWith(Root, StringComparison.Ordinal) && (sopClassUid.Length == Root.Length || sopClassUid[Root.Length] == '.');
}
