using System.Net;
using DicomGateway.Testing;
using DicomGateway.Transfer.Services.Admission;

namespace DicomGateway.Transfer.Tests.Services;

[TestFixture]
internal sealed class RejectionMeterTests
{
    private static readonly IPAddress Address = IPAddress.Parse("192.0.2.7");
    private readonly FakeTimeProvider _time = new();

    [Test]
    public void Tenth_rejection_within_a_minute_puts_off_and_each_time_for_longer()
    {
        var meter = new RejectionMeter(new AdmissionOptions(), _time);
        Assert.That(Reject(meter, 9), Is.All.Null);
        var first = Reject(meter, 1).Single();
        Assert.That(first!.Value.For, Is.EqualTo(TimeSpan.FromSeconds(30)));
        Assert.That(meter.IsPutOff(Address), Is.True);
        Assert.That(meter.IsPutOff(IPAddress.Loopback), Is.False);

        _time.Advance(TimeSpan.FromSeconds(31));
        Assert.That(meter.IsPutOff(Address), Is.False);
        var second = Reject(meter, 10)[^1];
        Assert.That(second, Is.EqualTo((TimeSpan.FromSeconds(60), 1)));
    }

    [Test]
    public void Rejections_that_lie_apart_do_not_add_up()
    {
        var meter = new RejectionMeter(new AdmissionOptions(), _time);
        for (var i = 0; i < 30; i++)
        {
            Assert.That(meter.Count(Address), Is.Null);
            _time.Advance(TimeSpan.FromSeconds(7));
        }
    }

    private static List<(TimeSpan For, int IgnoredBefore)?> Reject(RejectionMeter meter, int count) => [.. Enumerable.Range(0, count).Select(_ => meter.Count(Address))];
}
