namespace DicomGateway.Curation.Deidentification.Tables;

/// <summary>One information object definition: the strictest type of each attribute over all its modules, optional and conditional ones included.</summary>
/// <param name="types">By path of tags in hexadecimal, joined by slashes.</param>
/// <param name="hasUnknownModules">True when the attributes of some module are not known.</param>
/// <param name="hasUnknownRequiredModules">True when such a module is mandatory or conditional.</param>
internal sealed class IodTable(IReadOnlyDictionary<string, AttributeRequirement> types, bool hasUnknownModules, bool hasUnknownRequiredModules)
{
    public bool IsComplete => !hasUnknownModules;

    /// <param name="path">The path of tags; a shortened one after a recursive sequence was folded.</param>
    public AttributeRequirement Resolve(List<string> path)
    {
        var requirement = Find(path);
        if (requirement == AttributeRequirement.Unknown)
            return hasUnknownModules ? AttributeRequirement.Unknown : AttributeRequirement.Type3;
        // A mandatory module that is not known may ask for more than those that are.
        return hasUnknownRequiredModules && requirement < AttributeRequirement.Type1 ? AttributeRequirement.Unknown : requirement;
    }

    private AttributeRequirement Find(List<string> path)
    {
        while (true)
        {
            if (types.TryGetValue(string.Join('/', path), out var requirement))
                return requirement;
            if (!FoldRecursion(path))
                return AttributeRequirement.Unknown;
        }
    }

    // Content items hold content items to any depth, codes hold equivalent codes: the tables stop after a few rounds.
    private static bool FoldRecursion(List<string> path)
    {
        for (var last = path.Count - 1; last > 0; last--)
        {
            var first = path.LastIndexOf(path[last], last - 1);
            if (first < 0)
                continue;
            path.RemoveRange(first, last - first);
            return true;
        }

        return false;
    }
}
