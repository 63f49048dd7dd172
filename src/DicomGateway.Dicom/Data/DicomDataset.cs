using System.Collections;
using System.Diagnostics.CodeAnalysis;
using DicomGateway.Dicom.Data.CharacterSets;

namespace DicomGateway.Dicom.Data;

/// <summary>
/// Data elements in ascending order of their tags (PS3.5 section 7). Values are decoded when they are asked for; an element that nobody
/// replaced keeps the bytes it came with. Not safe for concurrent change.
/// </summary>
public sealed partial class DicomDataset : IReadOnlyCollection<DicomItem>
{
    private readonly List<DicomItem> _items = [];
    private DicomCharacterSet? _characterSet;

    public DicomDataset(params IEnumerable<DicomItem> items)
    {
        foreach (var item in items)
            AddOrUpdate(item);
    }

    public int Count => _items.Count;

    /// <summary>For an item of a sequence: true when it came, or is to be written, with undefined length.</summary>
    public bool IsUndefinedLength { get; set; }

    /// <summary>The data set whose sequence holds this one; null at the top.</summary>
    public DicomDataset? Parent => OwnerSequence?.Owner;

    /// <summary>The tag of the sequence that holds this data set; null at the top.</summary>
    public DicomTag? ParentTag => OwnerSequence?.Tag;

    /// <summary>Nesting depth: 0 at the top.</summary>
    public int Depth
    {
        get
        {
            var depth = 0;
            for (var parent = Parent; parent is not null; parent = parent.Parent)
                depth++;
            return depth;
        }
    }

    /// <summary>
    /// The character set that governs the values: the data set's own Specific Character Set (0008,0005), else its parent's (PS3.3 C.12.1.1.2),
    /// else the default repertoire.
    /// </summary>
    public DicomCharacterSet CharacterSet => _characterSet ??= FindCharacterSet();

    internal DicomSequence? OwnerSequence { get; set; }

    public DicomItem this[DicomTag tag] => TryGetItem(tag, out var item) ? item : throw Missing(tag);

    public bool Contains(DicomTag tag) => IndexOf(tag) >= 0;

    public bool TryGetItem(DicomTag tag, [NotNullWhen(true)] out DicomItem? item)
    {
        var index = IndexOf(tag);
        item = index >= 0 ? _items[index] : null;
        return item is not null;
    }

    /// <summary>The item when it is there and of this kind, else null.</summary>
    public T? Find<T>(DicomTag tag)
        where T : DicomItem => TryGetItem(tag, out var item) ? item as T : null;

    /// <summary>Adds the item or puts it in the place of the one with its tag.</summary>
    public DicomDataset AddOrUpdate(DicomItem item)
    {
        if (item is DicomSequence sequence)
            sequence.Owner = this;
        if (item.Tag == SpecificCharacterSetTag)
            ForgetCharacterSet();
        if (_items.Count == 0 || _items[^1].Tag < item.Tag)
        {
            _items.Add(item);
            return this;
        }

        var index = IndexOf(item.Tag);
        if (index >= 0)
            _items[index] = item;
        else
            _items.Insert(~index, item);
        return this;
    }

    public bool Remove(DicomTag tag)
    {
        var index = IndexOf(tag);
        if (index < 0)
            return false;
        _items.RemoveAt(index);
        if (tag == SpecificCharacterSetTag)
            ForgetCharacterSet();
        return true;
    }

    /// <summary>Removes every item that the condition holds for and returns how many.</summary>
    public int RemoveAll(Predicate<DicomItem> condition)
    {
        var removed = _items.RemoveAll(condition);
        if (removed > 0)
            ForgetCharacterSet();
        return removed;
    }

    /// <summary>A deep copy without a parent; values on disk are shared.</summary>
    public DicomDataset Clone() => new(_items.Select(item => item.Clone())) { IsUndefinedLength = IsUndefinedLength };

    public IEnumerator<DicomItem> GetEnumerator() => _items.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static DicomTag SpecificCharacterSetTag => new(0x00080005);

    private static DicomDataException Missing(DicomTag tag) => new($"{tag} is missing.");

    private int IndexOf(DicomTag tag)
    {
        int low = 0, high = _items.Count - 1;
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            var order = _items[middle].Tag.CompareTo(tag);
            if (order == 0)
                return middle;
            if (order < 0)
                low = middle + 1;
            else
                high = middle - 1;
        }

        return ~low;
    }

    private DicomCharacterSet FindCharacterSet() =>
        Find<DicomElement>(SpecificCharacterSetTag) is { Stored: null } element
            ? DicomCharacterSet.Parse(DicomValueDecoder.Strings(element, DicomCharacterSet.Default))
            : Parent?.CharacterSet ?? DicomCharacterSet.Default;

    // Nested data sets may have inherited the old one.
    private void ForgetCharacterSet()
    {
        _characterSet = null;
        foreach (var sequence in _items.OfType<DicomSequence>())
        {
            foreach (var item in sequence)
                item.ForgetCharacterSet();
        }
    }
}
