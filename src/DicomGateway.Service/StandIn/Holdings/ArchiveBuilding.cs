using DicomGateway.Dicom.Data;

namespace DicomGateway.Service.StandIn.Holdings;

/// <summary>Puts instances together to series and studies.</summary>
internal sealed class ArchiveBuilding
{
    private readonly OrderedDictionary<string, OpenStudy> _studies = new(StringComparer.Ordinal);

    public IEnumerable<HeldStudy> Studies => _studies.Values.Select(study => study.Close());

    public void Add(HeldStudy study)
    {
        var open = new OpenStudy(study.StudyInstanceUid, study.PatientId, study.Attributes);
        foreach (var series in study.Series)
        {
            foreach (var instance in series.Instances)
                open.Add(instance, series.Attributes);
        }

        _studies[study.StudyInstanceUid] = open;
    }

    public void Add(HeldFile file)
    {
        var uid = file.Instance.StudyInstanceUid;
        if (!_studies.TryGetValue(uid, out var study))
            _studies.Add(uid, study = new OpenStudy(uid, file.PatientId, file.Study));
        study.Add(file.Instance, file.Series);
    }

    private sealed class OpenStudy(string uid, string patientId, DicomDataset attributes)
    {
        private readonly OrderedDictionary<string, (DicomDataset Attributes, OrderedDictionary<string, HeldInstance> Instances)> _series = new(StringComparer.Ordinal);

        public void Add(HeldInstance instance, DicomDataset attributesOfSeries)
        {
            if (!_series.TryGetValue(instance.SeriesInstanceUid, out var series))
                _series.Add(instance.SeriesInstanceUid, series = (attributesOfSeries, new OrderedDictionary<string, HeldInstance>(StringComparer.Ordinal)));
            series.Instances[instance.SopInstanceUid] = instance;
        }

        public HeldStudy Close() =>
            new(uid, patientId, attributes, [.. _series.Select(series => new HeldSeries(series.Key, series.Value.Attributes, [.. series.Value.Instances.Values]))]);
    }
}
