using DicomGateway.Dicom.Data;
using DicomGateway.Transfer.Records.Instances;

namespace DicomGateway.Transfer.Records.Catalogue;

/// <summary>Makes the catalogue's entry of a study from the data sets of its copies, one after the other.</summary>
internal sealed class CatalogueEntryBuilder
{
    private readonly DicomDataset _patient = CatalogueDataset.Empty();
    private readonly DicomDataset _study = CatalogueDataset.Empty();
    private readonly Dictionary<string, SeriesSoFar> _series = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _sopClasses = new(StringComparer.Ordinal);

    public void Add(DicomDataset dataset, OutputInstance output)
    {
        CatalogueDataset.Add(_patient, dataset, CatalogueAttributes.Patient);
        CatalogueDataset.Add(_study, dataset, CatalogueAttributes.Study);
        var uid = dataset.GetStringOrEmpty(DicomTag.SeriesInstanceUID).Trim();
        if (!_series.TryGetValue(uid, out var series))
            _series.Add(uid, series = new SeriesSoFar(uid));
        CatalogueDataset.Add(series.Attributes, dataset, CatalogueAttributes.Series);
        var attributes = CatalogueDataset.Empty();
        CatalogueDataset.Add(attributes, dataset, CatalogueAttributes.Instance);
        _sopClasses.Add(output.SopClassUid);
        series.Instances.Add(new CatalogueEntryInstance(
            output.SopInstanceUid, output.SopClassUid, output.TransferSyntaxUid, output.Path, Convert.FromHexString(output.Sha256), CatalogueDataset.Encode(attributes)));
    }

    public CatalogueEntry Build()
    {
        var series = _series.Values.Select(found => new CatalogueEntrySeries(
            found.Uid, found.Attributes.GetStringOrEmpty(DicomTag.Modality).Trim(), CatalogueDataset.Encode(found.Attributes), found.Instances)).ToList();
        string[] modalities = [.. series.Select(found => found.Modality).Where(modality => modality.Length > 0).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        _study.AddOrUpdate(DicomTag.ModalitiesInStudy, modalities);
        _study.AddOrUpdate(DicomTag.SOPClassesInStudy, [.. _sopClasses]);
        var patientId = _patient.GetStringOrEmpty(DicomTag.PatientID).Trim();
        return new CatalogueEntry(
            patientId, [.. Keys(patientId, modalities)], CatalogueDataset.Encode(_patient), CatalogueDataset.Encode(_study), series);
    }

    private IEnumerable<(CatalogueKey Key, string Value)> Keys(string patientId, string[] modalities)
    {
        foreach (var name in FoldedName.Groups(_patient.GetStringOrEmpty(DicomTag.PatientName)).Where(name => name.Length > 0))
        {
            yield return (CatalogueKey.PatientName, name);
            yield return (CatalogueKey.PatientNameOfPatient, name);
        }

        if (patientId.Length > 0)
        {
            yield return (CatalogueKey.PatientId, patientId);
            yield return (CatalogueKey.PatientIdOfPatient, patientId);
        }

        foreach (var (key, value) in StudyKeys().Where(found => found.Value.Length > 0))
            yield return (key, value);
        foreach (var modality in modalities)
            yield return (CatalogueKey.ModalityInStudy, modality);
    }

    private IEnumerable<(CatalogueKey Key, string Value)> StudyKeys() =>
    [
        (CatalogueKey.StudyDate, _study.GetStringOrEmpty(DicomTag.StudyDate).Trim().Replace(".", "", StringComparison.Ordinal)),
        (CatalogueKey.AccessionNumber, _study.GetStringOrEmpty(DicomTag.AccessionNumber).Trim()),
        (CatalogueKey.StudyId, _study.GetStringOrEmpty(DicomTag.StudyID).Trim()),
        (CatalogueKey.StudyInstanceUid, _study.GetStringOrEmpty(DicomTag.StudyInstanceUID).Trim()),
    ];

    private sealed record SeriesSoFar(string Uid)
    {
        public DicomDataset Attributes { get; } = CatalogueDataset.Empty();

        public List<CatalogueEntryInstance> Instances { get; } = [];
    }
}
