namespace DicomGateway.Dicom.Data;

/// <content>Filling by the reader, which knows the order of what it adds.</content>
public sealed partial class DicomDataset
{
    /// <summary>Adds an item whose tag is higher than all others.</summary>
    internal void Append(DicomItem item)
    {
        if (item is DicomSequence sequence)
            sequence.Owner = this;
        _items.Add(item);
    }

    /// <summary>The item at a place in the order of tags.</summary>
    internal DicomItem ItemAt(int index) => _items[index];

    /// <summary>Puts items in that came out of order, all at once; the first of a tag is kept, the others are handed back.</summary>
    internal IReadOnlyList<DicomItem> Merge(IReadOnlyList<DicomItem> late)
    {
        var merged = new List<DicomItem>(_items.Count + late.Count);
        var duplicates = new List<DicomItem>();
        // OrderBy is stable: items of one tag stay in the order in which they came, those already here first.
        foreach (var item in _items.Concat(late).OrderBy(item => item.Tag))
        {
            if (merged.Count > 0 && merged[^1].Tag == item.Tag)
            {
                duplicates.Add(item);
                continue;
            }

            if (item is DicomSequence sequence)
                sequence.Owner = this;
            merged.Add(item);
        }

        _items.Clear();
        _items.AddRange(merged);
        ForgetCharacterSet();
        return duplicates;
    }
}
