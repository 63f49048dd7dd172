using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Encoding.Elements;

namespace DicomGateway.Dicom.Encoding.Writing;

/// <summary>
/// What a data set takes when it is written: the lengths of all sequences, items and groups in the order in which the encoder comes to them.
/// </summary>
internal sealed class DatasetLayout
{
    /// <summary>Instead of a length: the sequence or item is written with undefined length.</summary>
    public const long Undefined = -1;

    private readonly DicomTransferSyntax _syntax;
    private readonly bool _removeGroupLengths;
    private readonly List<long> _lengths = [];
    private readonly List<Level> _levels = [];

    private DatasetLayout(DicomTransferSyntax syntax, DicomWriteOptions options) => (_syntax, _removeGroupLengths) = (syntax, options.RemoveGroupLengths);

    /// <summary>Bytes of the data set before any deflating.</summary>
    public long Total { get; private set; }

    public IReadOnlyList<long> Lengths => _lengths;

    /// <exception cref="DicomDataException">Something cannot be written in this transfer syntax.</exception>
    public static DatasetLayout Of(DicomDataset dataset, DicomTransferSyntax syntax, DicomWriteOptions options)
    {
        var layout = new DatasetLayout(syntax, options);
        layout.Measure(dataset);
        return layout;
    }

    private void Measure(DicomDataset dataset)
    {
        _levels.Add(new Level { Dataset = dataset });
        while (_levels.Count > 0)
        {
            var level = _levels[^1];
            if (level.Dataset is { } elements)
            {
                if (level.Next < elements.Count)
                    MeasureElement(level, elements.ItemAt(level.Next++));
                else
                    CloseItem(level);
            }
            else if (level.Next < level.Sequence!.Count)
            {
                _levels.Add(new Level { Dataset = level.Sequence[level.Next++], Slot = Slot() });
            }
            else
            {
                CloseSequence(level);
            }
        }
    }

    private void MeasureElement(Level level, DicomItem item)
    {
        level.EndGroup(item.Tag.Group, _lengths);
        switch (item)
        {
            case DicomElement { Tag.IsGroupLength: true } when _removeGroupLengths && item.Tag.Group != 2:
                break;
            case DicomElement { Tag.IsGroupLength: true }:
                level.Size += ElementForm.HeaderSize(DicomVR.UL, _syntax) + 4;
                level.StartGroup(item.Tag.Group, Slot());
                break;
            case DicomElement element:
                level.Size += ElementForm.Size(element, _syntax);
                break;
            case DicomSequence sequence:
                _levels.Add(new Level { Sequence = sequence, Slot = Slot() });
                break;
            case DicomFragmentSequence fragments:
                level.Size += FragmentsSize(fragments);
                break;
        }
    }

    private void CloseItem(Level level)
    {
        level.EndGroup(null, _lengths);
        _levels.RemoveAt(_levels.Count - 1);
        if (_levels.Count == 0)
            Total = level.Size;
        else
            _levels[^1].Size += 8 + Settle(level, level.Dataset!.IsUndefinedLength);
    }

    private void CloseSequence(Level level)
    {
        _levels.RemoveAt(_levels.Count - 1);
        _levels[^1].Size += ElementForm.HeaderSize(DicomVR.SQ, _syntax) + Settle(level, level.Sequence!.IsUndefinedLength);
    }

    // What is too long for a 32-bit length is written without one.
    private long Settle(Level level, bool undefined)
    {
        undefined |= level.Size >= ElementHeader.Undefined;
        _lengths[level.Slot] = undefined ? Undefined : level.Size;
        return level.Size + (undefined ? 8 : 0);
    }

    private long FragmentsSize(DicomFragmentSequence fragments)
    {
        if (!_syntax.IsEncapsulated)
            throw new DicomDataException($"{fragments.Tag} is encapsulated and cannot be written in {_syntax}: decode it first.");
        long size = ElementForm.HeaderSize(DicomVR.OB, _syntax) + 8 + ElementForm.Even(fragments.BasicOffsetTable.Length) + 8;
        foreach (var fragment in fragments.Fragments)
        {
            if (fragment.Length >= ElementHeader.Undefined)
                throw new DicomDataException($"A fragment of {fragments.Tag} is longer than 4 GiB: split it.");
            size += 8 + ElementForm.Even(fragment.Length);
        }

        return size;
    }

    private int Slot()
    {
        _lengths.Add(0);
        return _lengths.Count - 1;
    }

    private sealed class Level
    {
        private int _groupSlot = -1;
        private long _groupStart;
        private ushort _group;

        public DicomDataset? Dataset { get; init; }

        public DicomSequence? Sequence { get; init; }

        public int Slot { get; init; }

        public int Next { get; set; }

        public long Size { get; set; }

        public void StartGroup(ushort group, int slot) => (_group, _groupSlot, _groupStart) = (group, slot, Size);

        public void EndGroup(ushort? next, List<long> lengths)
        {
            if (_groupSlot < 0 || next == _group)
                return;
            lengths[_groupSlot] = Size - _groupStart;
            _groupSlot = -1;
        }
    }
}
