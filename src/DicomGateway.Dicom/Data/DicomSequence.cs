using System.Collections;

namespace DicomGateway.Dicom.Data;

/// <summary>A sequence of items (PS3.5 section 7.5).</summary>
public sealed class DicomSequence : DicomItem, IReadOnlyList<DicomDataset>
{
    private readonly List<DicomDataset> _items = [];

    public DicomSequence(DicomTag tag, params IEnumerable<DicomDataset> items)
        : base(tag, DicomVR.SQ)
    {
        foreach (var item in items)
            Add(item);
    }

    public int Count => _items.Count;

    /// <summary>True when the sequence came, or is to be written, with undefined length and a delimiter.</summary>
    public bool IsUndefinedLength { get; set; }

    /// <summary>True when the sequence came as VR UN and was understood as implicit little endian (PS3.5 6.2.2 note); it is written as SQ.</summary>
    public bool CameAsUnknown { get; set; }

    /// <summary>
    /// True when nothing but its bytes says that this is a sequence: a private element without VR, or with VR UN, that no dictionary knows and whose
    /// value is a chain of items. What is in it has to be found; whoever says what was sent calls it UN.
    /// </summary>
    public bool IsInferred { get; set; }

    public IReadOnlyList<DicomDataset> Items => _items;

    internal DicomDataset? Owner { get; set; }

    public DicomDataset this[int index] => _items[index];

    public void Add(DicomDataset item)
    {
        item.OwnerSequence = this;
        _items.Add(item);
    }

    public void RemoveAt(int index) => _items.RemoveAt(index);

    public void Clear() => _items.Clear();

    public IEnumerator<DicomDataset> GetEnumerator() => _items.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override DicomItem Clone() =>
        new DicomSequence(Tag, _items.Select(item => item.Clone())) { IsUndefinedLength = IsUndefinedLength, CameAsUnknown = CameAsUnknown, IsInferred = IsInferred };
}
