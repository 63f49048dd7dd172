using System.Globalization;
using System.Security.Cryptography;
using DicomGateway.Dicom.Data;
using DicomGateway.Transfer.Records.Catalogue;
using DicomGateway.Transfer.Records.Database;
using DicomGateway.Transfer.Records.Instances;

namespace DicomGateway.Benchmarks;

/// <summary>
/// Fills the catalogue of a node that does not run with made-up studies, as seals would, without their files: for measuring queries. Two studies a
/// patient; every value that a query can be looked up by is as rare with many studies as with few.
/// </summary>
internal sealed class CatalogueFill(string dataFolder, string project)
{
    private const int StudiesAtOnce = 500;
    private const string Root = "1.2.826.0.1.3680043.8.498.777";
    private static readonly string[] SopClasses = ["1.2.840.10008.5.1.4.1.1.2", "1.2.840.10008.5.1.4.1.1.4"];

    public void Run(int studies, int instancesPerStudy)
    {
        using var session = RecordsFile.Open(Path.Combine(dataFolder, "records", RecordsFile.Name));
        session.Execute("PRAGMA synchronous=OFF");
        for (var first = 0; first < studies; first += StudiesAtOnce)
        {
            session.Execute("BEGIN IMMEDIATE");
            for (var number = first; number < Math.Min(studies, first + StudiesAtOnce); number++)
                Write(session, number, instancesPerStudy);
            session.Execute("COMMIT");
        }

        session.Execute("PRAGMA wal_checkpoint(TRUNCATE)");
    }

    private void Write(RecordsSession session, int number, int instances)
    {
        var study = session.GetNumber(
            """
            INSERT INTO studies(project, study_hash, sealed_identity, state, state_since, first_received, last_received, instance_count)
            VALUES ($1, $2, $3, 7, 0, 0, 0, $4) RETURNING study_id
            """,
            project, SHA256.HashData(BitConverter.GetBytes(number)), Array.Empty<byte>(), instances);
        var manifest = session.GetNumber(
            """
            INSERT INTO manifests(study_id, revision, folder, sha256, profile, software, sealed_at, bytes_state)
            VALUES ($1, 1, $2, '', 'basic', 'bench', 0, 1) RETURNING manifest_id
            """,
            study, $"studies/{study}/1");
        var builder = new CatalogueEntryBuilder();
        foreach (var instance in Enumerable.Range(1, instances))
        {
            var dataset = Dataset(number, instance);
            builder.Add(dataset, new OutputInstance(
                Guid.Empty, dataset.GetString(DicomTag.SOPClassUID), dataset.GetString(DicomTag.SOPInstanceUID), "1.2.840.10008.1.2.1", $"{instance:D6}.dcm", 1,
                new string('0', 64)));
        }

        CatalogueRows.Write(session, study, manifest, $"studies/{study}/1", builder.Build());
    }

    private static DicomDataset Dataset(int number, int instance)
    {
        // One study is of a modality of its own; a day has as many studies however many there are.
        var modality = number == 7 ? "XC" : number % 2 == 0 ? "MR" : "CT";
        var day = new DateOnly(1980, 1, 1).AddDays(number / 4);
        return new DicomDataset()
            .AddOrUpdate(DicomTag.SOPClassUID, SopClasses[number % 2]).AddOrUpdate(DicomTag.SOPInstanceUID, Invariant($"{Root}.5.{number}.{instance}"))
            .AddOrUpdate(DicomTag.StudyDate, day.ToString("yyyyMMdd", CultureInfo.InvariantCulture)).AddOrUpdate(DicomTag.StudyTime, "101112")
            .AddOrUpdate(DicomTag.AccessionNumber, Invariant($"ACC{number:D6}")).AddOrUpdate(DicomTag.Modality, modality)
            .AddOrUpdate(DicomTag.ReferringPhysicianName, "Ref^Doc").AddOrUpdate(DicomTag.StudyDescription, Invariant($"Study {number % 50}"))
            .AddOrUpdate(DicomTag.SeriesDescription, "S").AddOrUpdate(DicomTag.PatientName, Invariant($"Doe{number / 2:D5}^P"))
            .AddOrUpdate(DicomTag.PatientID, Invariant($"PID{number / 2:D6}")).AddOrUpdate(DicomTag.PatientBirthDate, "19600101").AddOrUpdate(DicomTag.PatientSex, "F")
            .AddOrUpdate(DicomTag.StudyInstanceUID, Invariant($"{Root}.2.{number}")).AddOrUpdate(DicomTag.SeriesInstanceUID, Invariant($"{Root}.3.{number}"))
            .AddOrUpdate(DicomTag.StudyID, Invariant($"S{number}")).AddOrUpdate(DicomTag.SeriesNumber, "1")
            .AddOrUpdate(DicomTag.InstanceNumber, instance.ToString(CultureInfo.InvariantCulture));
    }

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
