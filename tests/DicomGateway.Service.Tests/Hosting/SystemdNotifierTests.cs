using System.Net.Sockets;
using System.Text;
using DicomGateway.Service.Hosting;

namespace DicomGateway.Service.Tests.Hosting;

internal sealed class SystemdNotifierTests
{
    [Test]
    public void Ready_tells_the_socket_that_systemd_named()
    {
        if (!OperatingSystem.IsLinux())
            Assert.Ignore("systemd exists on Linux only.");
        var folder = Directory.CreateTempSubdirectory("sd-");
        try
        {
            var path = Path.Combine(folder.FullName, "notify");
            using var socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
            socket.Bind(new UnixDomainSocketEndPoint(path));
            var notifier = new SystemdNotifier(path);
            notifier.Ready();
            notifier.Alive();
            notifier.Stopping();
            Assert.That(Receive(socket), Does.StartWith("READY=1\n"));
            Assert.That(Receive(socket), Is.EqualTo("WATCHDOG=1"));
            Assert.That(Receive(socket), Does.StartWith("STOPPING=1\n"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [TestCase(null)]
    [TestCase("")]
    [TestCase("/nowhere/notify")]
    public void Ready_without_systemd_does_nothing(string? path) => Assert.That(() => new SystemdNotifier(path).Ready(), Throws.Nothing);

    [TestCase("60000000", 60)]
    [TestCase("0", null)]
    [TestCase("soon", null)]
    [TestCase(null, null)]
    public void WatchdogInterval_reads_microseconds(string? text, double? seconds) =>
        Assert.That(SystemdNotifier.WatchdogInterval(text)?.TotalSeconds, Is.EqualTo(seconds));

    private static string Receive(Socket socket)
    {
        var buffer = new byte[256];
        return Encoding.UTF8.GetString(buffer, 0, socket.Receive(buffer));
    }
}
