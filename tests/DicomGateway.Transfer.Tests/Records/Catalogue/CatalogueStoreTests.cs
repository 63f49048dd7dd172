using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Encoding.Parsing;
using DicomGateway.Transfer.Records.Catalogue;

namespace DicomGateway.Transfer.Tests.Records.Catalogue;

[TestFixture]
internal sealed class CatalogueStoreTests
{
    private const string Project = StorageFixture.Project;
    private const string Highest = "\U0010FFFF";

    private StorageFixture _storage = null!;

    [SetUp]
    public async Task Open() => _storage = await StorageFixture.OpenAsync();

    [TearDown]
    public async Task Close() => await _storage.DisposeAsync();

    [Test]
    public async Task Pages_hold_every_row_once_along_every_index_and_at_every_level()
    {
        await FillAsync(700, 3);
        CatalogueLookUp?[] wide =
        [
            null, new(CatalogueKey.PatientName, "DOE", "DOE" + Highest), new(CatalogueKey.StudyDate, "", Highest), new(CatalogueKey.PatientId, "P", "P" + Highest),
            new(CatalogueKey.AccessionNumber, "A", "A" + Highest), new(CatalogueKey.StudyId, "S", "S" + Highest),
        ];
        foreach (var lookUp in wide)
        {
            Assert.That(await CountAsync(CatalogueLevel.Study, lookUp), Is.EqualTo((700, 700)), $"{lookUp}");
            Assert.That(await CountAsync(CatalogueLevel.Series, lookUp), Is.EqualTo((1400, 1400)), $"{lookUp}");
            Assert.That(await CountAsync(CatalogueLevel.Instance, lookUp), Is.EqualTo((2100, 2100)), $"{lookUp}");
        }

        Assert.That(await CountAsync(CatalogueLevel.Patient, null), Is.EqualTo((350, 350)));
        Assert.That(await CountAsync(CatalogueLevel.Patient, new(CatalogueKey.PatientNameOfPatient, "DOE", "DOE" + Highest)), Is.EqualTo((350, 350)));
        Assert.That(await CountAsync(CatalogueLevel.Series, CatalogueLookUp.Of(CatalogueKey.Modality, "CT")), Is.EqualTo((700, 700)));
        Assert.That(await CountAsync(CatalogueLevel.Instance, CatalogueLookUp.Of(CatalogueKey.Modality, "CT")), Is.EqualTo((1050, 1050)));
        Assert.That(await CountAsync(CatalogueLevel.Study, CatalogueLookUp.Of(CatalogueKey.ModalityInStudy, "MR")), Is.EqualTo((350, 350)));
        Assert.That(await CountAsync(CatalogueLevel.Instance, CatalogueLookUp.Of(CatalogueKey.SopClassUid, DicomUID.CTImageStorage.UID)), Is.EqualTo((2100, 2100)));
    }

    [Test]
    public async Task Single_values_lead_to_their_rows()
    {
        await FillAsync(20, 2);
        (CatalogueLevel Level, CatalogueKey Key, string Value, int Rows)[] cases =
        [
            (CatalogueLevel.Study, CatalogueKey.StudyInstanceUid, "1.2.2.7", 1), (CatalogueLevel.Instance, CatalogueKey.StudyInstanceUid, "1.2.2.7", 2),
            (CatalogueLevel.Study, CatalogueKey.PatientId, "P00003", 2), (CatalogueLevel.Patient, CatalogueKey.PatientIdOfPatient, "P00003", 1),
            (CatalogueLevel.Series, CatalogueKey.SeriesInstanceUid, "1.2.3.7.1", 1), (CatalogueLevel.Instance, CatalogueKey.SeriesInstanceUid, "1.2.3.7.1", 1),
            (CatalogueLevel.Instance, CatalogueKey.SopInstanceUid, "1.2.5.7.2", 1), (CatalogueLevel.Study, CatalogueKey.StudyDate, "20200108", 1),
            (CatalogueLevel.Study, CatalogueKey.AccessionNumber, "nothing", 0),
        ];
        foreach (var (level, key, value, rows) in cases)
            Assert.That(await CountAsync(level, CatalogueLookUp.Of(key, value)), Is.EqualTo((rows, rows)), $"{key} {value}");
    }

    [Test]
    public async Task A_name_of_several_groups_is_found_by_each_and_comes_once()
    {
        await FillAsync(3, 1, (_, dataset) => dataset.AddOrUpdate(DicomTag.PatientName, "Doe^Jane=Doe^Ji=Dö^Jä"));
        Assert.That(await CountAsync(CatalogueLevel.Study, new(CatalogueKey.PatientName, "D", "D" + Highest)), Is.EqualTo((3, 3)));
        Assert.That(await CountAsync(CatalogueLevel.Study, CatalogueLookUp.Of(CatalogueKey.PatientName, "DÖ^JÄ")), Is.EqualTo((3, 3)));
    }

    [Test]
    public async Task Counts_of_the_patient_follow_what_comes_and_goes()
    {
        await FillAsync(4, 3);
        await Expect(patients: 2, studies: 2, series: 4, instances: 6);
        await SqlAsync("UPDATE studies SET state = 4 WHERE study_id = 1");
        await Expect(patients: 2, studies: 1, series: 2, instances: 3);
        await SqlAsync("UPDATE manifests SET bytes_state = 2 WHERE manifest_id = 2");
        Assert.That(await CountAsync(CatalogueLevel.Patient, CatalogueLookUp.Of(CatalogueKey.PatientIdOfPatient, "P00000")), Is.EqualTo((0, 0)));
        Assert.That(await CountAsync(CatalogueLevel.Instance, null), Is.EqualTo((6, 6)));
        await SqlAsync("UPDATE studies SET state = 8");
        Assert.That(await CountAsync(CatalogueLevel.Patient, null), Is.EqualTo((0, 0)));
        Assert.That(await CountAsync(CatalogueLevel.Instance, CatalogueLookUp.Of(CatalogueKey.SopClassUid, DicomUID.CTImageStorage.UID)), Is.EqualTo((0, 0)));

        async Task Expect(int patients, int studies, int series, int instances)
        {
            var rows = await ReadAsync(CatalogueLevel.Patient, null);
            Assert.That(rows, Has.Count.EqualTo(patients));
            Assert.That((rows[0].Patient.Studies, rows[0].Patient.Series, rows[0].Patient.Instances), Is.EqualTo((studies, series, instances)));
        }
    }

    [Test]
    public async Task Attributes_are_kept_in_one_encoding_and_long_values_are_not()
    {
        await FillAsync(1, 1, (_, dataset) => dataset
            .AddOrUpdate(DicomTag.StudyDescription, "Schädel").AddOrUpdate(DicomTag.AdditionalPatientHistory, new string('x', 5000))
            .AddOrUpdate(DicomTag.ProcedureCodeSequence, new DicomDataset().AddOrUpdate(DicomTag.SpecificCharacterSet, "ISO_IR 100").AddOrUpdate(DicomTag.CodeValue, "C1").AddOrUpdate(DicomTag.CodeMeaning, "Prüfung")));
        var row = (await ReadAsync(CatalogueLevel.Study, null)).Single();
        var study = DicomDatasetReader.Read(row.Study!.Attributes, DicomTransferSyntax.ExplicitVRLittleEndian).Dataset;
        Assert.That(study.GetString(DicomTag.StudyDescription), Is.EqualTo("Schädel"));
        Assert.That(study.GetSequence(DicomTag.ProcedureCodeSequence)[0].GetString(DicomTag.CodeMeaning), Is.EqualTo("Prüfung"));
        Assert.That(study.Contains(DicomTag.AdditionalPatientHistory), Is.False);
        Assert.That(study.GetStrings(DicomTag.ModalitiesInStudy), Is.EqualTo(new[] { "CT" }));
    }

    private async Task FillAsync(int studies, int instances, Action<int, DicomDataset>? change = null)
    {
        await _storage.Storage.DisposeAsync();
        CatalogueStudies.Fill(_storage.DataFolder, Project, studies, instances, change);
        await _storage.OpenAgainAsync();
    }

    private async Task SqlAsync(string sql)
    {
        await _storage.Storage.DisposeAsync();
        await _storage.ExecuteSqlAsync("PRAGMA foreign_keys=ON; " + sql);
        await _storage.OpenAgainAsync();
    }

    private async Task<(int Rows, int Distinct)> CountAsync(CatalogueLevel level, CatalogueLookUp? lookUp)
    {
        var rows = await ReadAsync(level, lookUp);
        return (rows.Count, rows.Select(row => row.Instance?.Number ?? row.Series?.Number ?? row.Study?.Number ?? row.Patient.Number).Distinct().Count());
    }

    private async Task<List<CatalogueRow>> ReadAsync(CatalogueLevel level, CatalogueLookUp? lookUp)
    {
        var rows = new List<CatalogueRow>();
        await foreach (var row in _storage.Records.Catalogue.ReadAsync(new CatalogueQuery(level, Project, lookUp is null ? [] : [lookUp]), CancellationToken.None))
            rows.Add(row);
        return rows;
    }
}
