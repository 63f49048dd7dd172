using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using DicomGateway.Transfer.Services.Admission;

namespace DicomGateway.Transfer.Tests.Services;

[TestFixture]
internal sealed class AccessListTests
{
    private static readonly IPAddress Near = IPAddress.Parse("10.20.3.4");
    private static readonly IPAddress Far = IPAddress.Parse("192.0.2.1");

    [Test]
    public void Nobody_is_known_by_default() =>
        Assert.That(new AccessList([], ["GW"]).FindRefusal("ANY", "GW", Near, null), Is.EqualTo(RefusalCause.UnknownCallingAeTitle));

    [Test]
    public void Called_title_is_compared_with_case() => Assert.Multiple(() =>
    {
        var list = new AccessList([], ["GW"]);
        Assert.That(list.IsOwn("GW"), Is.True);
        Assert.That(list.IsOwn("gw"), Is.False);
    });

    [TestCase("CT1", "GW", "10.20.3.4", null)]
    [TestCase("CT2", "GW", "10.20.3.4", nameof(RefusalCause.UnknownCallingAeTitle))]
    [TestCase("CT1", "OTHER", "10.20.3.4", nameof(RefusalCause.CalledAeTitleNotAllowed))]
    [TestCase("CT1", "GW", "10.21.0.1", nameof(RefusalCause.AddressNotAllowed))]
    [TestCase("CT1", "GW", "::1", nameof(RefusalCause.AddressNotAllowed))]
    public void Every_part_of_a_line_must_fit(string calling, string called, string address, string? expected)
    {
        var list = new AccessList([new PeerAccess { CallingAeTitle = "CT1", CalledAeTitles = ["GW"], Addresses = [IPNetwork.Parse("10.20.0.0/16")] }], ["GW", "OTHER"]);
        Assert.That(list.FindRefusal(calling, called, IPAddress.Parse(address), null)?.ToString(), Is.EqualTo(expected));
    }

    [Test]
    public void Second_line_may_let_in_whom_the_first_does_not()
    {
        var list = new AccessList(
            [new PeerAccess { CallingAeTitle = "CT1", Addresses = [IPNetwork.Parse("10.0.0.0/8")] }, new PeerAccess { CallingAeTitle = "*", Addresses = [IPNetwork.Parse("192.0.2.0/24")] }],
            ["GW"]);
        Assert.That(list.FindRefusal("CT1", "GW", Far, null), Is.Null);
    }

    [Test]
    public void Certificate_is_matched_by_thumbprint_or_subject()
    {
        using var key = ECDsa.Create();
        using var certificate = new CertificateRequest("CN=modality", key, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));
        var thumbprint = string.Join(':', certificate.GetCertHash(HashAlgorithmName.SHA256).Select(b => b.ToString("x2", null)));
        PeerAccess[] lines = [new() { CallingAeTitle = "A", CertificateThumbprints = [thumbprint] }, new() { CallingAeTitle = "B", CertificateSubjects = ["CN=modality"] }];
        var list = new AccessList(lines, ["GW"]);
        Assert.Multiple(() =>
        {
            Assert.That(list.FindRefusal("A", "GW", Near, certificate), Is.Null);
            Assert.That(list.FindRefusal("B", "GW", Near, certificate), Is.Null);
            Assert.That(list.FindRefusal("A", "GW", Near, null), Is.EqualTo(RefusalCause.CertificateNotAllowed));
        });
    }
}
