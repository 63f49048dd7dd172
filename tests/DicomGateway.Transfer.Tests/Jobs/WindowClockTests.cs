using DicomGateway.Transfer.Jobs.Pacs;
using DicomGateway.Transfer.Jobs.Politeness;

namespace DicomGateway.Transfer.Tests.Jobs;

internal sealed class WindowClockTests
{
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
    private static readonly WeeklyWindow Night = new([DayOfWeek.Friday], new TimeOnly(18, 0), new TimeOnly(6, 0));

    [TestCase("2026-01-02T16:59:00Z", false)]
    [TestCase("2026-01-02T17:00:00Z", true)]
    [TestCase("2026-01-03T04:59:00Z", true)]
    [TestCase("2026-01-03T05:00:00Z", false)]
    [TestCase("2026-07-03T16:00:00Z", true)]
    [TestCase("2026-07-04T04:00:00Z", false)]
    public void Window_over_midnight_follows_the_clock_on_the_wall(string instant, bool isOpen) =>
        Assert.That(WindowClock.IsOpen([Night], At(instant), Berlin), Is.EqualTo(isOpen));

    /// <summary>On 29 March 2026 the clock goes from 2 to 3, on 25 October it shows 2 to 3 twice.</summary>
    [TestCase("2026-03-29T00:59:00Z", false)]
    [TestCase("2026-03-29T01:00:00Z", true)]
    [TestCase("2026-10-25T00:30:00Z", true)]
    [TestCase("2026-10-25T01:30:00Z", true)]
    [TestCase("2026-10-25T02:30:00Z", true)]
    [TestCase("2026-10-25T03:00:00Z", false)]
    public void Hour_that_summer_time_skips_or_repeats_is_neither_missed_nor_counted_on(string instant, bool isOpen)
    {
        var window = new WeeklyWindow([DayOfWeek.Sunday], new TimeOnly(2, 0), new TimeOnly(4, 0));
        Assert.That(WindowClock.IsOpen([window], At(instant), Berlin), Is.EqualTo(isOpen));
    }

    [Test]
    public void Whole_day_and_no_window_and_next_opening()
    {
        var day = new WeeklyWindow([DayOfWeek.Monday], new TimeOnly(8, 0), new TimeOnly(8, 0));
        Assert.That(WindowClock.IsOpen([], At("2026-01-01T00:00:00Z"), Berlin), Is.True);
        Assert.That(WindowClock.IsOpen([day], At("2026-01-06T06:59:00Z"), Berlin), Is.True);
        Assert.That(WindowClock.IsOpen([day], At("2026-01-06T07:00:00Z"), Berlin), Is.False);
        Assert.That(WindowClock.FindOpening([Night], At("2026-01-01T12:34:56Z"), Berlin), Is.EqualTo(At("2026-01-02T17:00:00Z")));
    }

    private static DateTimeOffset At(string instant) => DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture);
}
