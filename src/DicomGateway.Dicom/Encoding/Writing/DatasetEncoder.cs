using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Encoding.Elements;
using DicomGateway.Dicom.Encoding.Values;

namespace DicomGateway.Dicom.Encoding.Writing;

/// <summary>
/// A data set to bytes, as many as the reader has room for: one state machine with a stack of its own, for streams that pull and for writing.
/// </summary>
internal sealed class DatasetEncoder : IDisposable
{
    private readonly DicomTransferSyntax _syntax;
    private readonly bool _removeGroupLengths;
    private readonly DatasetLayout _layout;
    private readonly HeaderWriter _header;
    private readonly ValueCursor _value;
    private readonly Stack<Level> _levels = new();
    private int _headerAt;
    private int _slot;
    private byte? _padding;

    /// <exception cref="DicomDataException">Something cannot be written in this transfer syntax.</exception>
    public DatasetEncoder(DicomDataset dataset, DicomTransferSyntax syntax, DicomWriteOptions options)
    {
        _syntax = syntax;
        _removeGroupLengths = options.RemoveGroupLengths;
        _layout = DatasetLayout.Of(dataset, syntax, options);
        _header = new HeaderWriter(DatasetEncoding.Of(syntax));
        _value = new ValueCursor();
        _levels.Push(new Level { Dataset = dataset });
    }

    /// <summary>Bytes in all, before any deflating.</summary>
    public long Total => _layout.Total;

    /// <summary>Fills the room unless the data set ends before; 0 at the end.</summary>
    public int Read(Span<byte> room)
    {
        var done = 0;
        while (done < room.Length)
        {
            var header = _header.Written.Span[_headerAt..];
            if (header.Length > 0)
            {
                var part = Math.Min(header.Length, room.Length - done);
                header[..part].CopyTo(room[done..]);
                _headerAt += part;
                done += part;
            }
            else if (!_value.IsAtEnd)
            {
                done += _value.Read(room[done..]);
            }
            else
            {
                ClearHeader();
                if (_padding is { } padding)
                    _header.Byte(padding);
                else if (!MoveNext())
                    break;
                else
                    continue;
                _padding = null;
            }
        }

        return done;
    }

    public void Dispose() => _value.Dispose();

    private void ClearHeader()
    {
        _header.Clear();
        _headerAt = 0;
    }

    private bool MoveNext()
    {
        if (!_levels.TryPeek(out var level))
            return false;
        if (level.Dataset is { } dataset)
        {
            if (level.Next < dataset.Count)
                Start(OffsetTables.AsWritten(dataset.ItemAt(level.Next++), dataset));
            else
                End(level, ElementHeader.ItemDelimitation);
        }
        else if (level.Sequence is { } sequence)
        {
            if (level.Next < sequence.Count)
                StartItem(sequence[level.Next++]);
            else
                End(level, ElementHeader.SequenceDelimitation);
        }
        else
        {
            NextFragment(level, level.Fragments!);
        }

        return true;
    }

    private void Start(DicomItem item)
    {
        switch (item)
        {
            case DicomElement { Tag.IsGroupLength: true } when _removeGroupLengths && item.Tag.Group != 2:
                break;
            case DicomElement { Tag.IsGroupLength: true }:
                _header.Element(item.Tag, DicomVR.UL, 4);
                _header.UInt32((uint)Math.Min(_layout.Lengths[_slot++], uint.MaxValue));
                break;
            case DicomElement element:
                _header.Element(element.Tag, ElementForm.WrittenVR(element), (uint)ElementForm.Even(element.Length));
                SetValue(element.Stored, element.Stored is null ? element.Value : default, ElementForm.ReversedUnit(element.Tag, element.VR, _syntax), element.VR.PaddingByte);
                break;
            case DicomSequence sequence:
                var length = _layout.Lengths[_slot++];
                _header.Element(sequence.Tag, DicomVR.SQ, length == DatasetLayout.Undefined ? ElementHeader.Undefined : (uint)length);
                _levels.Push(new Level { Sequence = sequence, IsUndefinedLength = length == DatasetLayout.Undefined });
                break;
            case DicomFragmentSequence fragments:
                // Encapsulated pixel data are OB, whatever they came as (PS3.5 A.4).
                _header.Element(fragments.Tag, DicomVR.OB, ElementHeader.Undefined);
                _levels.Push(new Level { Fragments = fragments });
                break;
        }
    }

    private void StartItem(DicomDataset item)
    {
        var length = _layout.Lengths[_slot++];
        _header.Item(ElementHeader.Item, length == DatasetLayout.Undefined ? ElementHeader.Undefined : (uint)length);
        _levels.Push(new Level { Dataset = item, IsUndefinedLength = length == DatasetLayout.Undefined });
    }

    private void End(Level level, uint delimiter)
    {
        _levels.Pop();
        if (level.IsUndefinedLength)
            _header.Item(delimiter, 0);
    }

    private void NextFragment(Level level, DicomFragmentSequence fragments)
    {
        var index = level.Next++ - 1;
        if (index == fragments.Fragments.Count)
        {
            _levels.Pop();
            _header.Item(ElementHeader.SequenceDelimitation, 0);
            return;
        }

        var fragment = index < 0 ? new DicomFragment(OffsetTables.Basic(fragments)) : fragments.Fragments[index];
        _header.Item(ElementHeader.Item, (uint)ElementForm.Even(fragment.Length));
        SetValue(fragment.Stored, fragment.Stored is null ? fragment.Value : default, 1, 0);
    }

    private void SetValue(DicomStoredValue? stored, ReadOnlyMemory<byte> memory, int unit, byte padding)
    {
        if (stored is not null)
            _value.Set(stored, unit);
        else
            _value.Set(memory, unit);
        _padding = ((stored?.Length ?? memory.Length) & 1) != 0 ? padding : null;
    }

    private sealed class Level
    {
        public DicomDataset? Dataset { get; init; }

        public DicomSequence? Sequence { get; init; }

        public DicomFragmentSequence? Fragments { get; init; }

        public bool IsUndefinedLength { get; init; }

        public int Next { get; set; }
    }
}
