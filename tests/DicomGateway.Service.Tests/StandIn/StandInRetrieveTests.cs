using DicomGateway.Dicom.Data;
using DicomGateway.Network;
using DicomGateway.Service.StandIn;
using DicomGateway.Service.StandIn.Holdings;
using DicomGateway.Service.StandIn.Scripting;
using DicomGateway.Transfer.Services.QueryRetrieve;

namespace DicomGateway.Service.Tests.StandIn;

/// <summary>C-MOVE and C-GET as the standard has them, and as a script has them.</summary>
internal sealed class StandInRetrieveTests
{
    private StandInPopulation _population = null!;

    private HeldStudy Study => _population.Index.Studies[0];

    private HashSet<string> Expected => [.. Study.Instances.Select(instance => instance.SopInstanceUid)];

    [OneTimeSetUp]
    public void Generate() => _population = new StandInPopulation();

    [OneTimeTearDown]
    public void Clean() => _population.Dispose();

    [Test]
    public async Task Move_sends_the_study_and_counts_truthfully()
    {
        await using var hospital = new StandInHospital(_population);
        var answer = await hospital.MoveAsync(Study.StudyInstanceUid);
        Assert.Multiple(() =>
        {
            Assert.That(answer.Status.Code, Is.Zero);
            Assert.That(answer.Counts.Completed, Is.EqualTo(Expected.Count));
            Assert.That(hospital.Arrived, Is.EquivalentTo(Expected));
        });
    }

    [Test]
    public async Task Move_to_an_unknown_destination_is_refused()
    {
        await using var hospital = new StandInHospital(_population);
        Assert.That((await hospital.MoveAsync(Study.StudyInstanceUid, "NOBODY")).Status.Code, Is.EqualTo(0xA801));
    }

    [Test]
    public async Task Get_sends_the_study_over_the_same_association()
    {
        await using var hospital = new StandInHospital(_population);
        await using var taker = new StandInPacs(new StandInOptions { EndPoint = new(System.Net.IPAddress.Loopback, 0), Folder = Path.Combine(hospital.Folder, "taker") });
        var identifier = new DicomDataset();
        identifier.AddOrUpdate(DicomTag.StudyInstanceUID, Study.StudyInstanceUid);
        var classes = Study.Instances.Select(instance => instance.File.SopClassUid).Distinct().ToList();
        var answer = await hospital.User.GetAsync(QueryLevel.Study, identifier, classes, taker.Archive, null, CancellationToken.None);
        Assert.Multiple(() =>
        {
            Assert.That(answer.Status.Code, Is.Zero);
            Assert.That(taker.Index.Study(Study.StudyInstanceUid)!.Instances.Select(instance => instance.SopInstanceUid), Is.EquivalentTo(Expected));
        });
    }

    [Test]
    public async Task Drop_delivers_less_and_claims_all()
    {
        await using var hospital = new StandInHospital(_population, Move(Misbehaviour.Drop));
        var answer = await hospital.MoveAsync(Study.StudyInstanceUid);
        Assert.Multiple(() =>
        {
            Assert.That(answer.Status.Code, Is.Zero);
            Assert.That(answer.Counts.Completed, Is.EqualTo(Expected.Count));
            Assert.That(hospital.Arrived, Has.Count.LessThan(Expected.Count).And.SubsetOf(Expected));
        });
    }

    [Test]
    public async Task Steady_drop_never_delivers_the_same_instances()
    {
        await using var hospital = new StandInHospital(_population, Move(Misbehaviour.Drop) with { Steady = true });
        await hospital.MoveAsync(Study.StudyInstanceUid);
        var first = hospital.Arrived;
        await hospital.MoveAsync(Study.StudyInstanceUid);
        Assert.That(hospital.Arrived, Is.EquivalentTo(first));
    }

    [Test]
    public async Task Fail_names_what_failed_unless_the_list_is_left_out()
    {
        await using var hospital = new StandInHospital(_population, Move(Misbehaviour.Fail));
        var answer = await hospital.MoveAsync(Study.StudyInstanceUid);
        Assert.That(answer.Status.Code, Is.EqualTo(0xB000));
        Assert.That(answer.FailedSopInstanceUids, Is.EquivalentTo(Expected.Except(hospital.Arrived)));
        await using var mute = new StandInHospital(_population, Move(Misbehaviour.Fail), Move(Misbehaviour.OmitKeys), Move(Misbehaviour.OmitCounts));
        var less = await mute.MoveAsync(Study.StudyInstanceUid);
        Assert.That(less.FailedSopInstanceUids, Is.Empty);
        Assert.That(less.Counts.Failed, Is.Null);
    }

    [TestCase(Misbehaviour.Abort)]
    [TestCase(Misbehaviour.Refuse)]
    public async Task Retrieval_ends_in_the_middle(Misbehaviour how)
    {
        await using var hospital = new StandInHospital(_population, Move(how) with { After = 2, Status = "A702" });
        if (how == Misbehaviour.Abort)
            Assert.That(async () => await hospital.MoveAsync(Study.StudyInstanceUid), Throws.InstanceOf<DicomAssociationException>());
        else
            Assert.That((await hospital.MoveAsync(Study.StudyInstanceUid)).Status.Code, Is.EqualTo(0xA702));
        Assert.That(hospital.Arrived, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Early_success_comes_before_the_instances()
    {
        await using var hospital = new StandInHospital(_population, Move(Misbehaviour.EarlySuccess), Move(Misbehaviour.Slow) with { Time = TimeSpan.FromMilliseconds(50) });
        var answer = await hospital.MoveAsync(Study.StudyInstanceUid);
        Assert.That(answer.Status.Code, Is.Zero);
        Assert.That(hospital.Arrived, Has.Count.LessThan(Expected.Count));
        Assert.That(() => hospital.Arrived.Count, Is.EqualTo(Expected.Count).After(10_000, 20));
    }

    [TestCase(Misbehaviour.Duplicate, 2)]
    [TestCase(Misbehaviour.Shuffle, 1)]
    [TestCase(Misbehaviour.Warn, 1)]
    [TestCase(Misbehaviour.OmitCounts, 1)]
    [TestCase(Misbehaviour.WrongCounts, 1)]
    [TestCase(Misbehaviour.OmitOriginator, 1)]
    public async Task Everything_arrives_though(Misbehaviour what, int times)
    {
        await using var hospital = new StandInHospital(_population, Move(what));
        await hospital.MoveAsync(Study.StudyInstanceUid);
        Assert.That(hospital.Arrived, Is.EquivalentTo(Expected));
        Assert.That(hospital.ArrivedOperations, Is.EqualTo(times * Expected.Count));
    }

    [TestCase(Misbehaviour.Others, true)]
    [TestCase(Misbehaviour.Instead, false)]
    public async Task Another_study_is_sent(Misbehaviour what, bool isAsWell)
    {
        await using var hospital = new StandInHospital(_population, Move(what));
        await hospital.MoveAsync(Study.StudyInstanceUid);
        Assert.That(hospital.Arrived.Except(Expected), Is.Not.Empty);
        Assert.That(Expected.IsSubsetOf(hospital.Arrived), Is.EqualTo(isAsWell));
    }

    [TestCase(Misbehaviour.NeverEnd)]
    [TestCase(Misbehaviour.IgnoreCancel)]
    [TestCase(Misbehaviour.AbortOnCancel)]
    public async Task Cancel_is_answered_as_scripted(Misbehaviour what)
    {
        await using var hospital = new StandInHospital(_population, Move(what), Move(Misbehaviour.Slow) with { Time = TimeSpan.FromMilliseconds(100) });
        using var stop = new CancellationTokenSource();
        var moving = hospital.MoveAsync(Study.StudyInstanceUid, cancellationToken: stop.Token);
        Assert.That(() => hospital.Arrived.Count, Is.Positive.After(10_000, 10));
        await stop.CancelAsync();
        Assert.That(async () => await moving, Throws.Exception);
    }

    private static MisbehaviourRule Move(Misbehaviour what) => new() { On = StandInOperation.Move, Do = what };
}
