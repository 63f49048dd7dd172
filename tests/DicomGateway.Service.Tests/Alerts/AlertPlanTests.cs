using DicomGateway.Service.Alerts;
using DicomGateway.Service.Alerts.Telling;
using DicomGateway.Transfer.Records.Alerts;

namespace DicomGateway.Service.Tests.Alerts;

internal sealed class AlertPlanTests
{
    private static readonly AlertRules Rules = new(TimeSpan.FromHours(1), TimeSpan.FromDays(1), TimeSpan.FromSeconds(30));

    private readonly List<AlertMessage> _told = [];
    private List<AlertRecord> _live = [];
    private DateTimeOffset _now;
    private long _number;

    [SetUp]
    public void Begin()
    {
        _told.Clear();
        _live = [];
        _now = new DateTimeOffset(2026, 11, 1, 8, 0, 0, TimeSpan.Zero);
    }

    [Test]
    public void First_trouble_is_told_once_it_has_settled_and_its_end_at_once()
    {
        Assert.That(Look("a"), Is.Null, "it may be gone in a moment");
        After(30);
        Assert.That(States(Look("a")), Is.EqualTo(new[] { AlertLineState.New }));
        After(60);
        Assert.That(Look("a"), Is.Null);
        Assert.That(Look(), Is.Null, "it may be back in a moment");
        After(30);
        var over = Look();
        Assert.That(States(over), Is.EqualTo(new[] { AlertLineState.Over }));
        Assert.That(over!.IsOver, Is.True);
        Assert.That(_live, Is.Empty);
    }

    [Test]
    public void What_comes_within_the_interval_is_told_together_at_its_end()
    {
        LookFor(60, "a");
        LookFor(1800, "a", "b", "c");
        Assert.That(_told, Has.Count.EqualTo(1));
        LookFor(1800, "a", "c");
        Assert.That(_told, Has.Count.EqualTo(2));
        Assert.That(States(_told[1]), Is.EqualTo(new[] { AlertLineState.Still, AlertLineState.Happened, AlertLineState.New }), "b came and went meanwhile");
        Assert.That(_told[1].Title, Is.EqualTo("Destinations: 1 new, 1 as before, 1 happened"));
    }

    [Test]
    public void Something_that_comes_and_goes_makes_two_messages_an_interval()
    {
        for (var minute = 0; minute < 240; minute++)
            LookFor(60, minute % 4 < 2 ? ["a"] : []);
        Assert.That(_told, Has.Count.InRange(4, 8));
        Assert.That(_told.SelectMany(message => message.Lines).Max(line => line.Times), Is.GreaterThan(10), "the message says how often");
    }

    [Test]
    public void Something_that_flickers_is_one_thing_that_lasts()
    {
        for (var second = 0; second < 600; second += 10)
        {
            After(10);
            Look(second % 20 == 0 ? ["a"] : []);
        }

        Assert.That(_told, Has.Count.EqualTo(1));
        Assert.That(_told[0].Lines[0].Times, Is.GreaterThan(1));
    }

    [Test]
    public void Blip_is_not_told_at_all()
    {
        Look("a");
        LookFor(7200);
        Assert.That(_told, Is.Empty);
        Assert.That(_live, Is.Empty);
    }

    [Test]
    public void What_becomes_worse_is_news_and_what_lasts_is_told_again_the_next_day()
    {
        LookFor(60, "a");
        var worse = new AlertSighting { Subject = "a", Text = "a", Level = 1 };
        After(3600);
        Assert.That(States(Look(new AlertLook([worse], []))), Is.EqualTo(new[] { AlertLineState.New }));
        for (var hour = 0; hour < 24; hour++)
        {
            After(3600);
            Look(new AlertLook([worse], []));
        }

        Assert.That(_told, Has.Count.EqualTo(3));
        Assert.That(States(_told[2]), Is.EqualTo(new[] { AlertLineState.Still }));
    }

    [Test]
    public void Event_is_told_at_once_and_closed()
    {
        var ended = new AlertSighting { Subject = "job 1 ended", Text = "Job 1 is done.", IsEvent = true };
        Assert.That(States(Look(new AlertLook([ended], []))), Is.EqualTo(new[] { AlertLineState.Happened }));
        Assert.That(_live, Is.Empty);
    }

    [Test]
    public void Subject_that_nothing_is_known_of_stays_as_it_was()
    {
        LookFor(60, "a");
        for (var minute = 0; minute < 30; minute++)
        {
            After(60);
            Look(new AlertLook([], ["a"]));
        }

        Assert.That(_told, Has.Count.EqualTo(1));
        Assert.That(_live, Has.Count.EqualTo(1));
    }

    private void After(int seconds) => _now += TimeSpan.FromSeconds(seconds);

    private void LookFor(int seconds, params string[] subjects)
    {
        for (var second = 0; second < seconds; second += 10)
        {
            Look(subjects);
            After(10);
        }
    }

    private AlertMessage? Look(params string[] subjects) =>
        Look(AlertLook.Of(subjects.Select(subject => new AlertSighting { Subject = subject, Text = $"{subject} is wrong. See to it." })));

    /// <summary>Keeps what Records would keep.</summary>
    private AlertMessage? Look(AlertLook look)
    {
        var (changed, message) = new AlertPlan(Rules).Make(AlertKind.Destination, _live, look, _told.LastOrDefault(), _now);
        var byId = changed.Select(alert => alert.AlertId == 0 ? alert with { AlertId = ++_number } : alert).ToDictionary(alert => alert.AlertId);
        _live = [.. _live.Select(alert => byId.Remove(alert.AlertId, out var now) ? now : alert), .. byId.Values.Where(alert => alert.AlertId > 0)];
        _live.RemoveAll(alert => alert.IsClosed);
        if (message is not null)
            _told.Add(message);
        return message;
    }

    private static IEnumerable<AlertLineState> States(AlertMessage? message) => message!.Lines.Select(line => line.State);
}
