using System.Globalization;
using System.Security.Cryptography;
using DicomGateway.Dicom.Data;
using DicomGateway.Transfer.Records.Catalogue;
using DicomGateway.Transfer.Records.Database;
using DicomGateway.Transfer.Records.Instances;

namespace DicomGateway.Transfer.Tests.Records.Catalogue;

/// <summary>Made-up sealed studies in a database that nobody else has open, as seals would put them into the catalogue.</summary>
internal static class CatalogueStudies
{
    public static void Fill(string dataFolder, string project, int studies, int instances, Action<int, DicomDataset>? change = null)
    {
        using var session = RecordsFile.Open(Path.Combine(dataFolder, "records", RecordsFile.Name));
        session.Execute("BEGIN IMMEDIATE");
        for (var number = 0; number < studies; number++)
            Add(session, project, number, instances, change);
        session.Execute("COMMIT");
    }

    private static void Add(RecordsSession session, string project, int number, int instances, Action<int, DicomDataset>? change)
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
            VALUES ($1, 1, $2, '', 'basic', 'test', 0, 1) RETURNING manifest_id
            """,
            study, $"studies/{study}/1");
        var builder = new CatalogueEntryBuilder();
        for (var instance = 1; instance <= instances; instance++)
        {
            var dataset = Dataset(number, instance);
            change?.Invoke(number, dataset);
            builder.Add(dataset, new OutputInstance(
                Guid.Empty, dataset.GetString(DicomTag.SOPClassUID), dataset.GetString(DicomTag.SOPInstanceUID), "1.2.840.10008.1.2.1", $"{instance}.dcm", 1, new string('0', 64)));
        }

        CatalogueRows.Write(session, study, manifest, $"studies/{study}/1", builder.Build());
    }

    private static DicomDataset Dataset(int number, int instance) => new DicomDataset()
        .AddOrUpdate(DicomTag.SpecificCharacterSet, "ISO_IR 192")
        .AddOrUpdate(DicomTag.SOPClassUID, DicomUID.CTImageStorage.UID).AddOrUpdate(DicomTag.SOPInstanceUID, Text($"1.2.5.{number}.{instance}"))
        .AddOrUpdate(DicomTag.StudyDate, new DateOnly(2020, 1, 1).AddDays(number).ToString("yyyyMMdd", CultureInfo.InvariantCulture))
        .AddOrUpdate(DicomTag.StudyTime, "1200").AddOrUpdate(DicomTag.AccessionNumber, Text($"A{number:D5}")).AddOrUpdate(DicomTag.Modality, number % 2 == 0 ? "CT" : "MR")
        .AddOrUpdate(DicomTag.PatientName, Text($"Doe{number / 2:D5}^P")).AddOrUpdate(DicomTag.PatientID, Text($"P{number / 2:D5}"))
        .AddOrUpdate(DicomTag.StudyInstanceUID, Text($"1.2.2.{number}")).AddOrUpdate(DicomTag.SeriesInstanceUID, Text($"1.2.3.{number}.{instance % 2}"))
        .AddOrUpdate(DicomTag.StudyID, Text($"S{number}")).AddOrUpdate(DicomTag.InstanceNumber, instance.ToString(CultureInfo.InvariantCulture));

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
