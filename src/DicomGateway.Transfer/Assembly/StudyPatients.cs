using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Encoding;
using DicomGateway.Dicom.Files;
using DicomGateway.Transfer.Records.Instances;
using DicomGateway.Transfer.Records.Merges;
using DicomGateway.Transfer.Records.States;

namespace DicomGateway.Transfer.Assembly;

/// <summary>Shows the patients of a study side by side, from the headers of its originals. Each look is on record.</summary>
public sealed class StudyPatients
{
    private readonly InstanceStore _instances;
    private readonly MergeStore _merges;

    internal StudyPatients(InstanceStore instances, MergeStore merges) => (_instances, _merges) = (instances, merges);

    /// <exception cref="IOException">An original cannot be read.</exception>
    public async Task<IReadOnlyList<ShownPatient>> ShowAsync(long studyId, string by, CancellationToken cancellationToken)
    {
        var originals = (await _instances.ListAsync(studyId, cancellationToken).ConfigureAwait(false))
            .Where(instance => instance.HasBytes && instance.Disposition != InstanceDisposition.Rejected).ToList();
        var patients = await Task.Run(() => Read(originals, cancellationToken), cancellationToken).ConfigureAwait(false);
        await _merges.RecordShownAsync(studyId, by, patients.Count, cancellationToken).ConfigureAwait(false);
        return patients;
    }

    private static List<ShownPatient> Read(List<InstanceRecord> originals, CancellationToken cancellationToken)
    {
        var rows = new List<Row>(originals.Count);
        foreach (var original in originals)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                rows.Add(Row.Of(DicomFile.Open(original.Path, original.Offset, original.Length).Dataset));
            }
            catch (Exception exception) when (exception is DicomFormatException or DicomDataException)
            {
                // What cannot be read is a finding of its own.
            }
        }

        return
        [
            .. rows.GroupBy(row => (row.Issuer, row.PatientId)).OrderByDescending(group => group.Count()).Select(group => new ShownPatient(
                group.Key.Issuer.Length == 0 ? null : group.Key.Issuer, group.Key.PatientId, Values(group, row => [row.Name]), Values(group, row => [row.BirthDate]),
                Values(group, row => [row.Sex]), Values(group, row => row.Others), group.Count())),
        ];
    }

    private static string[] Values(IEnumerable<Row> rows, Func<Row, IEnumerable<string>> value) =>
        [.. rows.SelectMany(value).Where(text => text.Length > 0).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    private sealed record Row(string Issuer, string PatientId, string Name, string BirthDate, string Sex, IReadOnlyList<string> Others)
    {
        public static Row Of(DicomDataset dataset) => new(
            dataset.GetStringOrEmpty(DicomTag.IssuerOfPatientID).Trim(), dataset.GetStringOrEmpty(DicomTag.PatientID).Trim(),
            dataset.GetStringOrEmpty(DicomTag.PatientName).Trim(), dataset.GetStringOrEmpty(DicomTag.PatientBirthDate).Trim(),
            dataset.GetStringOrEmpty(DicomTag.PatientSex).Trim(),
            dataset.TryGetSequence(DicomTag.OtherPatientIDsSequence, out var others)
                ? [.. others.Select(IdOf)]
                : []);

        private static string IdOf(DicomDataset other) =>
            (other.GetStringOrEmpty(DicomTag.IssuerOfPatientID).Trim() + " " + other.GetStringOrEmpty(DicomTag.PatientID).Trim()).Trim();
    }
}
