namespace DicomGateway.Transfer.Jobs.Cohorts.Notation;

/// <summary>A value of a criteria file and where it stands. Text stays text: nothing is taken for a number, so that leading zeros are kept.</summary>
internal abstract record CriteriaNode(CriteriaPlace Place);

/// <summary>One value. A bare null, or nothing at all, has no text.</summary>
internal sealed record CriteriaScalar(CriteriaPlace Place, string? Text) : CriteriaNode(Place);

internal sealed record CriteriaList(CriteriaPlace Place, IReadOnlyList<CriteriaNode> Items) : CriteriaNode(Place);

internal sealed record CriteriaMap(CriteriaPlace Place, IReadOnlyList<CriteriaEntry> Entries) : CriteriaNode(Place)
{
    public CriteriaNode? Find(string name) => Entries.FirstOrDefault(entry => entry.Name == name)?.Value;
}

internal sealed record CriteriaEntry(CriteriaPlace Place, string Name, CriteriaNode Value);
