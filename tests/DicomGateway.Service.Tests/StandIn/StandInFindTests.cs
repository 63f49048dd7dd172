using DicomGateway.Dicom.Data;
using DicomGateway.Network;
using DicomGateway.Service.StandIn.Scripting;
using DicomGateway.Transfer.Jobs.Probing;
using DicomGateway.Transfer.Services.QueryRetrieve;

namespace DicomGateway.Service.Tests.StandIn;

/// <summary>C-FIND as the standard has it, and as a script has it.</summary>
internal sealed class StandInFindTests
{
    private StandInPopulation _population = null!;

    private static string Study(StandInPopulation population, int number) => population.Index.Studies[number].StudyInstanceUid;

    [OneTimeSetUp]
    public void Generate() => _population = new StandInPopulation();

    [OneTimeTearDown]
    public void Clean() => _population.Dispose();

    [TestCase(QueryLevel.Patient, 8)]
    [TestCase(QueryLevel.Study, 8)]
    public async Task Every_entity_is_found_without_keys(QueryLevel level, int count)
    {
        await using var hospital = new StandInHospital(_population);
        var matches = await hospital.FindAsync(level, keys => keys.AddOrUpdate(DicomTag.PatientName, ""));
        Assert.That(matches, Has.Count.EqualTo(count));
        Assert.That(
            matches.Select(match => match.GetString(DicomTag.PatientName)).Order(),
            Is.EqualTo(_population.Phantom.PlantedValues.Where(value => value.Kind == "PatientName").Select(value => value.Value).Order()));
    }

    [Test]
    public async Task Patient_root_only_answers_below_the_patient_for_a_named_one_and_the_probe_finds_that()
    {
        await using var hospital = new StandInHospital(_population, isPatientRootOnly: true);
        Assert.That(() => hospital.FindAsync(QueryLevel.Study, keys => keys.AddOrUpdate(DicomTag.StudyDate, "")), Throws.TypeOf<QueryFailedException>().With.Property("Status").Property("Code").EqualTo(0xA900));
        var patients = await hospital.FindAsync(QueryLevel.Patient, keys => keys.AddOrUpdate(DicomTag.PatientName, ""));
        Assert.That(patients, Has.Count.EqualTo(8));
        foreach (var patient in patients)
            Assert.That(await hospital.FindAsync(QueryLevel.Study, keys => keys.AddOrUpdate(DicomTag.PatientID, patient.GetString(DicomTag.PatientID))), Has.Count.EqualTo(1));

        var report = await new PacsProber(new ProbeOptions { Client = hospital.Client, Pause = TimeSpan.Zero }, TimeProvider.System).ProbeAsync(CancellationToken.None);
        Assert.That((report.Profile.Model, report.Profile.DescendsFromPatients, report.Profile.IsRelational, report.Profile.NarrowestQuery), Is.EqualTo((InformationModel.PatientRoot, true, false, QueryLevel.Image)));
        Assert.That(report.Levels, Is.EqualTo(new[] { "PATIENT", "STUDY", "SERIES", "IMAGE" }));
        Assert.That(report.Notes, Has.Some.StartsWith("It gives studies of one named patient only"));
    }

    [Test]
    public async Task Study_of_a_modality_has_its_counts()
    {
        await using var hospital = new StandInHospital(_population);
        var matches = await hospital.FindAsync(QueryLevel.Study, keys =>
        {
            keys.AddOrUpdate(DicomTag.ModalitiesInStudy, "CT");
            keys.AddOrUpdate(DicomTag.NumberOfStudyRelatedInstances, "");
            keys.AddOrUpdate(DicomTag.NumberOfStudyRelatedSeries, "");
        });
        Assert.That(matches, Has.Count.EqualTo(2));
        Assert.That(matches.Select(match => match.GetValue<int>(DicomTag.NumberOfStudyRelatedInstances)), Is.All.EqualTo(_population.Index.Studies[0].Instances.Count()));
    }

    [Test]
    public async Task Images_of_a_series_are_listed()
    {
        await using var hospital = new StandInHospital(_population);
        var series = _population.Index.Studies[0].Series[0];
        var matches = await hospital.FindAsync(QueryLevel.Image, keys =>
        {
            keys.AddOrUpdate(DicomTag.StudyInstanceUID, Study(_population, 0));
            keys.AddOrUpdate(DicomTag.SeriesInstanceUID, series.SeriesInstanceUid);
            keys.AddOrUpdate(DicomTag.SOPInstanceUID, "");
        });
        Assert.That(matches.Select(match => match.GetString(DicomTag.SOPInstanceUID)), Is.EquivalentTo(series.Instances.Select(instance => instance.SopInstanceUid)));
    }

    [Test]
    public async Task Series_without_its_study_is_refused_where_relational_queries_are_not_negotiated()
    {
        await using var hospital = new StandInHospital(_population);
        Assert.That(
            async () => await hospital.FindAsync(QueryLevel.Series, keys => keys.AddOrUpdate(DicomTag.Modality, "CT")),
            Throws.TypeOf<QueryFailedException>().With.Property(nameof(QueryFailedException.Status)).Property("Code").EqualTo(0xA900));
    }

    [Test]
    public async Task Script_truncates_the_list()
    {
        await using var hospital = new StandInHospital(_population, new MisbehaviourRule { On = StandInOperation.Find, Do = Misbehaviour.Truncate, Limit = 3 });
        Assert.That(await hospital.FindAsync(QueryLevel.Study, Universal), Has.Count.EqualTo(3));
    }

    [Test]
    public async Task Script_ignores_a_key_or_all_of_them()
    {
        await using var ignoring = new StandInHospital(_population, new MisbehaviourRule { On = StandInOperation.Find, Do = Misbehaviour.IgnoreKeys, Keys = ["ModalitiesInStudy"] });
        Assert.That(await ignoring.FindAsync(QueryLevel.Study, keys => keys.AddOrUpdate(DicomTag.ModalitiesInStudy, "CT")), Has.Count.EqualTo(8));
        await using var wider = new StandInHospital(_population, new MisbehaviourRule { On = StandInOperation.Find, Do = Misbehaviour.Wider });
        Assert.That(await wider.FindAsync(QueryLevel.Study, keys => keys.AddOrUpdate(DicomTag.ModalitiesInStudy, "CT")), Has.Count.EqualTo(8));
    }

    [Test]
    public async Task Script_leaves_return_keys_out()
    {
        await using var hospital = new StandInHospital(_population, new MisbehaviourRule { On = StandInOperation.Find, Do = Misbehaviour.OmitKeys, Keys = ["AccessionNumber"] });
        var matches = await hospital.FindAsync(QueryLevel.Study, keys => keys.AddOrUpdate(DicomTag.AccessionNumber, ""));
        Assert.That(matches.Select(match => match.Contains(DicomTag.AccessionNumber)), Is.All.False);
    }

    [Test]
    public async Task Script_refuses_only_at_one_level_and_only_once()
    {
        await using var hospital = new StandInHospital(_population, new MisbehaviourRule
        {
            On = StandInOperation.Find,
            Do = Misbehaviour.Refuse,
            Levels = [QueryLevel.Series],
            Times = 1,
            Status = "A702",
        });
        Assert.That(await hospital.FindAsync(QueryLevel.Study, Universal), Has.Count.EqualTo(8));
        Assert.That(async () => await hospital.FindAsync(QueryLevel.Series, One), Throws.TypeOf<QueryFailedException>());
        Assert.That(await hospital.FindAsync(QueryLevel.Series, One), Is.Not.Empty);
    }

    [Test]
    public async Task Script_aborts_in_the_middle_of_the_list()
    {
        await using var hospital = new StandInHospital(_population, new MisbehaviourRule { On = StandInOperation.Find, Do = Misbehaviour.Abort, After = 4 });
        Assert.That(async () => await hospital.FindAsync(QueryLevel.Study, Universal), Throws.InstanceOf<DicomAssociationException>());
        Assert.That(hospital.Journal.Last().Count, Is.EqualTo(4));
    }

    [Test]
    public async Task Script_that_never_ends_is_seen_through_by_the_node()
    {
        await using var hospital = new StandInHospital(_population, new MisbehaviourRule { On = StandInOperation.Find, Do = Misbehaviour.NeverEnd });
        Assert.That(async () => await hospital.FindAsync(QueryLevel.Study, Universal), Throws.Exception);
    }

    [Test]
    public async Task Script_adds_another_study_or_gives_it_instead()
    {
        await using var others = new StandInHospital(_population, new MisbehaviourRule { On = StandInOperation.Find, Do = Misbehaviour.Others });
        Assert.That(Uids(await others.FindAsync(QueryLevel.Study, One)), Has.Count.EqualTo(2).And.Contains(Study(_population, 0)));
        await using var instead = new StandInHospital(_population, new MisbehaviourRule { On = StandInOperation.Find, Do = Misbehaviour.Instead });
        Assert.That(Uids(await instead.FindAsync(QueryLevel.Study, One)), Has.Count.EqualTo(1).And.Not.Contains(Study(_population, 0)));
    }

    private static List<string> Uids(IEnumerable<DicomDataset> matches) => [.. matches.Select(match => match.GetString(DicomTag.StudyInstanceUID))];

    private static void Universal(DicomDataset keys) => keys.AddOrUpdate(DicomTag.StudyInstanceUID, "");

    private void One(DicomDataset keys) => keys.AddOrUpdate(DicomTag.StudyInstanceUID, Study(_population, 0));
}
