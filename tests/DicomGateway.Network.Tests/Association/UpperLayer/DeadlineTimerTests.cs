using DicomGateway.Network.Association.UpperLayer;
using DicomGateway.Testing;

namespace DicomGateway.Network.Tests.Association.UpperLayer;

internal sealed class DeadlineTimerTests
{
    private FakeTimeProvider _time = null!;
    private DeadlineTimer _timer = null!;
    private int _expired;

    [SetUp]
    public void Make()
    {
        _expired = 0;
        _time = new FakeTimeProvider();
        _timer = new DeadlineTimer(_time, () => _expired++);
    }

    [TearDown]
    public void Dispose() => _timer.Dispose();

    [TestCase(9, 0)]
    [TestCase(10, 1)]
    [TestCase(100, 1)]
    public void Expires_once_when_its_time_is_over(int seconds, int expected)
    {
        _timer.Set(TimeSpan.FromSeconds(10));
        _time.Advance(TimeSpan.FromSeconds(seconds));
        Assert.That(_expired, Is.EqualTo(expected));
    }

    [Test]
    public void Stopped_never_expires()
    {
        _timer.Set(TimeSpan.FromSeconds(10));
        _timer.Stop();
        _time.Advance(TimeSpan.FromHours(1));
        Assert.That(_expired, Is.Zero);
    }

    [Test]
    public void Set_again_counts_from_then()
    {
        for (var i = 0; i < 100; i++)
        {
            _timer.Set(TimeSpan.FromSeconds(10));
            _time.Advance(TimeSpan.FromSeconds(9));
        }

        Assert.That(_expired, Is.Zero);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.That(_expired, Is.EqualTo(1));
    }

    [Test]
    public void Set_earlier_expires_earlier()
    {
        _timer.Set(TimeSpan.FromMinutes(10));
        _timer.Set(TimeSpan.FromSeconds(1));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.That(_expired, Is.EqualTo(1));
    }

    [Test]
    public void Stopped_and_set_again_expires()
    {
        _timer.Set(TimeSpan.FromSeconds(10));
        _timer.Stop();
        _time.Advance(TimeSpan.FromSeconds(20));
        _timer.Set(TimeSpan.FromSeconds(10));
        _time.Advance(TimeSpan.FromSeconds(10));
        Assert.That(_expired, Is.EqualTo(1));
    }

    [Test]
    public void Disposed_never_expires()
    {
        _timer.Set(TimeSpan.FromSeconds(10));
        _timer.Dispose();
        _time.Advance(TimeSpan.FromHours(1));
        _timer.Set(TimeSpan.FromSeconds(10));
        _time.Advance(TimeSpan.FromHours(1));
        Assert.That(_expired, Is.Zero);
    }
}
