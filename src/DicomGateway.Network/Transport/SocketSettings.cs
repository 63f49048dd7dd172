using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace DicomGateway.Network.Transport;

/// <summary>How our TCP connections are set up.</summary>
internal static class SocketSettings
{
    private const int IpProtoTcp = 6;
    private const int TcpQuickAck = 12;
    private const int TcpUserTimeout = 18;
    private const int SioTcpSetAckFrequency = unchecked((int)0x98000017);
    private const int UserTimeoutMilliseconds = 30_000;
    private const int KeepAliveIdleSeconds = 10;
    private const int KeepAliveIntervalSeconds = 5;
    private const int KeepAliveCount = 3;

    public static void Configure(Socket socket)
    {
        socket.NoDelay = true;
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, KeepAliveIdleSeconds);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, KeepAliveIntervalSeconds);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, KeepAliveCount);
        if (OperatingSystem.IsLinux())
            SetLinuxOption(socket, TcpUserTimeout, UserTimeoutMilliseconds);
        else if (OperatingSystem.IsWindows())
            AcknowledgeEverySegment(socket);
    }

    public static void AcknowledgePromptly(Socket socket)
    {
        if (OperatingSystem.IsLinux())
            SetLinuxOption(socket, TcpQuickAck, 1);
    }

    /// <summary>An address as people write it: IPv4 that came through an IPv6 socket is IPv4.</summary>
    public static IPEndPoint Plain(EndPoint? endPoint)
    {
        var address = (IPEndPoint)(endPoint ?? new IPEndPoint(IPAddress.None, 0));
        return address.Address.IsIPv4MappedToIPv6 ? new IPEndPoint(address.Address.MapToIPv4(), address.Port) : address;
    }

    /// <summary>What <see cref="AcknowledgePromptly"/> is on Linux, Windows has for the whole connection.</summary>
    private static void AcknowledgeEverySegment(Socket socket)
    {
        try
        {
            socket.IOControl(SioTcpSetAckFrequency, BitConverter.GetBytes(1), null);
        }
        catch (SocketException)
        {
            // An older Windows: its delayed ACKs cost time and nothing else.
        }
    }

    private static void SetLinuxOption(Socket socket, int option, int value)
    {
        try
        {
            socket.SetRawSocketOption(IpProtoTcp, option, MemoryMarshal.AsBytes(new ReadOnlySpan<int>(in value)));
        }
        catch (SocketException)
        {
            // The peer is gone already: the next read or write says so.
        }
    }
}
