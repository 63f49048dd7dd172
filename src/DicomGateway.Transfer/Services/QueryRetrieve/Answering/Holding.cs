using System.Globalization;
using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Encoding.Parsing;
using DicomGateway.Transfer.Records.Catalogue;

namespace DicomGateway.Transfer.Services.QueryRetrieve.Answering;

/// <summary>A row of the catalogue as attributes: its own, then those of what it belongs to.</summary>
internal sealed class Holding(CatalogueRow row, HoldingAttributes attributes)
{
    private readonly IReadOnlyList<DicomDataset> _datasets = attributes.Of(row);

    public CatalogueRow Row => row;

    /// <summary>Null when it has no such attribute, or without value.</summary>
    public DicomItem? Find(DicomTag tag)
    {
        foreach (var dataset in _datasets)
        {
            if (dataset.TryGetItem(tag, out var item))
                return item;
        }

        return Count(tag) is { } count
            ? new DicomElement(tag, DicomVR.IS, System.Text.Encoding.ASCII.GetBytes(count.ToString(CultureInfo.InvariantCulture)))
            : tag == DicomTag.AvailableTransferSyntaxUID && row.Instance is { } instance
                ? new DicomElement(tag, DicomVR.UI, System.Text.Encoding.ASCII.GetBytes(instance.TransferSyntaxUid))
                : null;
    }

    private int? Count(DicomTag tag)
    {
        if (tag.Group != 0x0020)
            return null;
        return tag.Element switch
        {
            0x1200 => row.Patient.Studies,
            0x1202 => row.Patient.Series,
            0x1204 => row.Patient.Instances,
            0x1206 => row.Study?.Series,
            0x1208 => row.Study?.Instances,
            0x1209 => row.Series?.Instances,
            _ => null,
        };
    }
}

/// <summary>Reads the data sets of rows that follow each other; what several have in common is read once.</summary>
internal sealed class HoldingAttributes
{
    private readonly (long Number, DicomDataset? Dataset)[] _last = new (long, DicomDataset?)[3];

    public IReadOnlyList<DicomDataset> Of(CatalogueRow row)
    {
        var datasets = new List<DicomDataset>(4);
        if (row.Instance is { } instance)
            datasets.Add(Read(instance.Attributes));
        if (row.Series is { } series)
            datasets.Add(Read(0, series.Number, series.Attributes));
        if (row.Study is { } study)
            datasets.Add(Read(1, study.Number, study.Attributes));
        datasets.Add(Read(2, row.Patient.Number, row.Patient.Attributes));
        return datasets;
    }

    private DicomDataset Read(int place, long number, byte[] bytes)
    {
        if (_last[place] is { Dataset: { } known } last && last.Number == number)
            return known;
        var dataset = Read(bytes);
        _last[place] = (number, dataset);
        return dataset;
    }

    private static DicomDataset Read(byte[] bytes) => DicomDatasetReader.Read(bytes, DicomTransferSyntax.ExplicitVRLittleEndian).Dataset;
}
