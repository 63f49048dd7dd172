using DicomGateway.Curation.Deidentification.Rules;
using DicomGateway.Dicom.Data;

namespace DicomGateway.Curation.Deidentification;

/// <summary>Takes a data set through the rules, at every depth, and builds the new one. Values that nobody touches are shared, not copied.</summary>
internal sealed class DatasetWalker(IReadOnlyList<IDeidentificationRule> rules, ActionLedger ledger)
{
    /// <param name="dummies">True to put dummies in place of the values that no rule takes (a sequence that the table replaces).</param>
    public DicomDataset Walk(DicomDataset original, ElementPlace place, bool dummies = false)
    {
        var result = new DicomDataset { IsUndefinedLength = original.IsUndefinedLength };
        var outer = place.Dataset;
        place.Dataset = original;
        foreach (var came in original)
        {
            var item = UnknownVR.Recognise(came);
            if (item is null)
            {
                ledger.Add(came.Tag, new ElementDecision(DeidentificationAction.Remove, null, "a sequence that cannot be read"), "unknown", place);
                continue;
            }

            if (Decide(item, place, dummies) is { } kept)
                result.AddOrUpdate(kept);
        }

        place.Dataset = outer;
        return result;
    }

    // What came as UN goes out as what it is: the inspection reads text by its VR, and archives look for the SOP class under UI.
    private DicomItem? Decide(DicomItem item, ElementPlace place, bool dummies)
    {
        foreach (var rule in rules)
        {
            if (rule.Apply(item, place) is not { } decision)
                continue;
            ledger.Add(item.Tag, decision, rule.Name, place);
            return decision.Action switch
            {
                DeidentificationAction.Remove => null,
                DeidentificationAction.Keep => item,
                DeidentificationAction.CleanItems => Items(item, place, dummies, isReplaced: false),
                DeidentificationAction.Dummy when item is DicomSequence => Items(item, place, dummies: true, isReplaced: true),
                _ => decision.Replacement,
            };
        }

        if (item is DicomSequence)
            return Items(item, place, dummies, isReplaced: false);
        return dummies ? StructureKeepingDummy.For(item, place.Dataset) : item;
    }

    // In a sequence that is replaced itself, a code stands for a person or an institution; further down it is content.
    private DicomItem Items(DicomItem item, ElementPlace place, bool dummies, bool isReplaced)
    {
        if (item is not DicomSequence sequence)
            return item;
        place.Enter(item.Tag);
        var items = new List<DicomDataset>(sequence.Count);
        foreach (var nested in sequence)
            items.Add(Walk(nested, place, dummies && (isReplaced || !StructureKeepingDummy.IsPublicCode(nested))));
        place.Leave();
        return new DicomSequence(item.Tag, items) { IsUndefinedLength = sequence.IsUndefinedLength };
    }
}
