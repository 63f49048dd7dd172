using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Encoding.Elements;

namespace DicomGateway.Dicom.Encoding.Parsing;

/// <summary>One level of the parser's own stack: a data set or item whose elements are read, or a sequence whose items are.</summary>
internal sealed class ParseFrame
{
    public DicomDataset? Dataset { get; private set; }

    public DicomSequence? Sequence { get; private set; }

    public DatasetEncoding Encoding { get; set; }

    /// <summary>Position that ends the level at the latest: its own length or that of the levels around it.</summary>
    public long Limit { get; set; }

    public bool IsUndefinedLength { get; private set; }

    /// <summary>True when the declared length has proved wrong: the level ends where its content does.</summary>
    public bool IsElastic { get; set; }

    /// <summary>The highest tag so far.</summary>
    public DicomTag Last { get; set; }

    public bool HasElements { get; set; }

    /// <summary>Elements that came after one of a higher tag.</summary>
    public List<(DicomItem Item, long Offset)>? Late { get; set; }

    public void StartDataset(DicomDataset dataset, DatasetEncoding encoding, long limit, bool undefined)
    {
        Start(encoding, limit, undefined);
        (Dataset, Sequence) = (dataset, null);
    }

    public void StartSequence(DicomSequence sequence, DatasetEncoding encoding, long limit, bool undefined)
    {
        Start(encoding, limit, undefined);
        (Dataset, Sequence) = (null, sequence);
    }

    private void Start(DatasetEncoding encoding, long limit, bool undefined)
    {
        (Encoding, Limit, IsUndefinedLength) = (encoding, limit, undefined);
        (IsElastic, HasElements, Last, Late) = (false, false, default, null);
    }
}
