using System.Globalization;
using System.Net.Sockets;

namespace DicomGateway.Service.Hosting;

/// <summary>Tells systemd how the service is (sd_notify). Does nothing where NOTIFY_SOCKET is not set.</summary>
internal sealed class SystemdNotifier(string? socketPath)
{
    public static SystemdNotifier FromEnvironment() => new(Environment.GetEnvironmentVariable("NOTIFY_SOCKET"));

    public bool IsActive => !string.IsNullOrEmpty(socketPath) && !OperatingSystem.IsWindows();

    /// <summary>How often systemd wants a sign of life, or null.</summary>
    public static TimeSpan? WatchdogInterval(string? microseconds) =>
        long.TryParse(microseconds, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value > 0
            ? TimeSpan.FromMicroseconds(value)
            : null;

    public void Ready() => Send("READY=1\nSTATUS=Receiving");

    public void Stopping() => Send("STOPPING=1\nSTATUS=Draining");

    public void Alive() => Send("WATCHDOG=1");

    public void Status(string text) => Send("STATUS=" + text);

    private void Send(string state)
    {
        if (!IsActive)
            return;

        // An abstract socket starts with '@' in the variable and with NUL in the address.
        var address = socketPath![0] == '@' ? '\0' + socketPath[1..] : socketPath;
        try
        {
            using var socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
            socket.SendTo(System.Text.Encoding.UTF8.GetBytes(state), new UnixDomainSocketEndPoint(address));
        }
        catch (SocketException)
        {
            // systemd gone or socket unreachable: the service itself is well.
        }
    }
}
