using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Dictionary;

namespace DicomGateway.Transfer.Jobs.Cohorts.Values;

/// <summary>An attribute that criteria speak of: by keyword, private by creator, and with the sequences that it stands in. Two of the same text are the same.</summary>
internal sealed record AttributePath
{
    public AttributePath(params IReadOnlyList<AttributeStep> steps) => (Steps, Text) = (steps, string.Join('/', steps.Select(step => step.Text)));

    /// <summary>Sequences from the outermost one on, then the attribute.</summary>
    public IReadOnlyList<AttributeStep> Steps { get; }

    public string Text { get; }

    public DicomVR VR => Steps[^1].VR;

    /// <summary>The keyword under which a PACS profile knows it: that of the outermost sequence.</summary>
    public string Root => Steps[0].Text;

    public bool IsNested => Steps.Count > 1;

    public static AttributePath Of(DicomTag tag)
    {
        var entry = DicomDictionary.Find(tag)!;
        return new AttributePath(new AttributeStep(entry.Keyword, tag, null, entry.VRs[0]));
    }

    /// <summary>It is this attribute of the standard, in no sequence.</summary>
    public bool Is(DicomTag tag) => Steps is [{ Creator: null } only] && only.Tag == tag;

    /// <summary>The values in a data set, of every item; empty when it is there without any; null when it, or a sequence that it stands in, is not there.</summary>
    /// <exception cref="DicomDataException">It stands there and cannot be understood.</exception>
    public IReadOnlyList<string>? Read(DicomDataset dataset) => Read(dataset, 0);

    /// <summary>Writes values into an identifier, each sequence with one item (PS3.4 C.2.2.2.6); none for an attribute that is to be returned.</summary>
    public void Write(DicomDataset identifier, IReadOnlyList<string> values)
    {
        var dataset = identifier;
        foreach (var step in Steps.Take(Steps.Count - 1))
            dataset = ItemOf(dataset, step.Reserve(dataset));
        var tag = Steps[^1].Reserve(dataset);
        if (values.Count > 0)
            dataset.AddOrUpdate(tag, VR, [.. values]);
        else if (!dataset.Contains(tag))
            dataset.AddOrUpdate(new DicomElement(tag, VR, ReadOnlyMemory<byte>.Empty));
    }

    public bool Equals(AttributePath? other) => other?.Text == Text;

    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => Text;

    private static DicomDataset ItemOf(DicomDataset dataset, DicomTag tag)
    {
        if (dataset.TryGetSequence(tag, out var items) && items.Count > 0)
            return items[0];
        var item = new DicomDataset();
        dataset.AddOrUpdate(new DicomSequence(tag, item));
        return item;
    }

    private List<string>? Read(DicomDataset dataset, int depth)
    {
        if (!Steps[depth].TryLocate(dataset, out var tag))
            return null;
        if (depth < Steps.Count - 1)
            return dataset.TryGetSequence(tag.Value, out var items) ? [.. items.SelectMany(item => Read(item, depth + 1) ?? [])] : [];

        if (dataset[tag.Value] is DicomElement { Stored: not null })
            throw new DicomDataException($"{Text} is too long to be looked at.");
        var values = Texts(dataset, tag.Value).Select(value => value.Trim(' ', '\0')).ToList();
        return values.Exists(value => value.Length > 0) ? values : [];
    }

    /// <summary>Who sends in Implicit VR, or does not know a private attribute, leaves its VR to whoever knows it (PS3.5 6.2.2).</summary>
    private IReadOnlyList<string> Texts(DicomDataset dataset, DicomTag tag)
    {
        if (dataset[tag] is not DicomElement { VR: DicomVR.UN } unknown || VR == DicomVR.UN)
            return dataset.GetStrings(tag);
        var known = new DicomDataset();
        if (dataset.TryGetItem(DicomTag.SpecificCharacterSet, out var set))
            known.AddOrUpdate(set.Clone());
        return known.AddOrUpdate(new DicomElement(tag, VR, unknown.Value)).GetStrings(tag);
    }
}
