using System.Globalization;
using System.Text;
using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Encoding.Elements;
using DicomGateway.Dicom.Encoding.Streams;

namespace DicomGateway.Dicom.Encoding.Parsing;

/// <summary>
/// Bytes to a data set, with a stack of its own instead of recursion. It takes what real files hold and notes each departure from the standard.
/// </summary>
internal sealed partial class DatasetParser(ByteSource source, DicomReadOptions options, LeniencyLog log)
{
    private readonly List<ParseFrame> _frames = [];
    private int _depth = -1;
    private int _elements;
    private int _items;
    private int _setAside;
    private long _memory;
    private bool _ended;

    /// <summary>For file meta information: only elements of this group, as far as they go.</summary>
    public ushort? OnlyGroup { get; init; }

    /// <summary>True where elements of group 0002 have no place.</summary>
    public bool SetsMetaElementsAside { get; init; }

    /// <summary>True when the words of pixel data are big endian in a little endian data set (GE's private syntax).</summary>
    public bool HasBigEndianPixelData { get; init; }

    /// <summary>The encoding of the outermost level when reading ended.</summary>
    public DatasetEncoding Encoding { get; private set; }

    private ParseFrame Frame => _frames[_depth];

    private DicomReadLimits Limits => options.Limits;

    /// <summary>Reads to the end of the source.</summary>
    /// <exception cref="DicomFormatException">The bytes are no data set, end early or exceed a limit.</exception>
    public DicomDataset Read(DatasetEncoding encoding)
    {
        Encoding = encoding;
        var dataset = new DicomDataset();
        PushDataset(dataset, encoding, source.Length, undefined: false);
        while (_depth >= 0)
        {
            if (_ended)
                Close();
            else if (Frame.Sequence is { } sequence)
                ReadItem(Frame, sequence);
            else
                ReadElement(Frame, Frame.Dataset!);
        }

        return dataset;
    }

    private void PushDataset(DicomDataset dataset, DatasetEncoding encoding, long limit, bool undefined) =>
        Push().StartDataset(dataset, encoding, limit, undefined);

    private void PushSequence(DicomSequence sequence, DatasetEncoding encoding, long limit, bool undefined)
    {
        if (_depth / 2 >= Limits.MaxDepth)
            throw Fail(DicomFormatError.LimitExceeded, $"Sequences are nested more than {Limits.MaxDepth} levels deep; raise MaxDepth if this object is genuine");
        Push().StartSequence(sequence, encoding, limit, undefined);
    }

    private ParseFrame Push()
    {
        if (++_depth == _frames.Count)
            _frames.Add(new ParseFrame());
        return _frames[_depth];
    }

    private void Close()
    {
        var frame = Frame;
        if (frame.Late is { } late)
            MergeLate(frame.Dataset!, late);
        if (_depth == 0)
            Encoding = frame.Encoding;
        _depth--;
    }

    private void MergeLate(DicomDataset dataset, List<(DicomItem Item, long Offset)> late)
    {
        var duplicates = dataset.Merge(late.ConvertAll(entry => entry.Item));
        if (duplicates.Count == 0)
            return;
        var offsets = late.ToDictionary(entry => entry.Item, entry => entry.Offset);
        foreach (var duplicate in duplicates)
            SetAside(DicomLeniencyCode.DuplicateElement, duplicate, offsets.GetValueOrDefault(duplicate, source.Position));
    }

    private void SetAside(DicomLeniencyCode code, DicomItem item, long offset)
    {
        if (++_setAside > Limits.MaxItemsSetAside)
            throw Fail(DicomFormatError.LimitExceeded, $"More than {Limits.MaxItemsSetAside} elements are duplicates or in the wrong place: the object is damaged", item.Tag);
        log.Add(code, Path(item.Tag), offset, item);
    }

    /// <summary>A level turned out longer than declared: it and those around it end where their content does.</summary>
    private void Stretch(long end)
    {
        for (var depth = _depth; depth >= 0 && _frames[depth].Limit < end; depth--)
        {
            var frame = _frames[depth];
            if (!frame.IsElastic)
                Note(DicomLeniencyCode.WrongSequenceLength, null);
            frame.IsElastic = true;
        }

        var limit = source.Length;
        for (var depth = 0; depth <= _depth; depth++)
        {
            var frame = _frames[depth];
            if (frame.IsElastic || frame.IsUndefinedLength)
                frame.Limit = limit;
            limit = frame.Limit;
        }
    }

    private void Note(DicomLeniencyCode code, DicomTag? tag)
    {
        if (log.IsCounted(code))
            log.Add(code, string.Empty, 0);
        else
            log.Add(code, Path(tag), source.Position);
    }

    private DicomFormatException Fail(DicomFormatError error, string message, DicomTag? tag = null) => new(error, message, Path(tag), source.Position);

    /// <summary>Ends reading where the bytes do, if that is allowed.</summary>
    private void Truncated(DicomTag? tag)
    {
        NoteTruncation(tag);
        _ended = true;
    }

    private void NoteTruncation(DicomTag? tag)
    {
        if (!options.AllowTruncation)
            throw Fail(DicomFormatError.Truncated, "The data set ends in the middle of an element: have it sent again", tag);
        Note(DicomLeniencyCode.Truncated, tag);
    }

    private void CountElement(DicomTag tag)
    {
        if (++_elements > Limits.MaxElements)
            throw Fail(DicomFormatError.LimitExceeded, $"More than {Limits.MaxElements} elements; raise MaxElements if this object is genuine", tag);
    }

    private void CountItem(DicomTag tag)
    {
        if (++_items > Limits.MaxItems)
            throw Fail(DicomFormatError.LimitExceeded, $"More than {Limits.MaxItems} items; raise MaxItems if this object is genuine", tag);
    }

    private string Path(DicomTag? tag)
    {
        var path = new StringBuilder();
        for (var depth = 1; depth <= _depth; depth++)
        {
            if (_frames[depth].Sequence is { } sequence)
                path.Append(path.Length > 0 ? "." : string.Empty).Append(sequence.Tag);
            else
                path.Append(CultureInfo.InvariantCulture, $"[{_frames[depth - 1].Sequence!.Count - 1}]");
        }

        if (tag is { } last && (_depth < 0 || Frame.Sequence is null))
            path.Append(path.Length > 0 ? "." : string.Empty).Append(last);
        return path.ToString();
    }
}
