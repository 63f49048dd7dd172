using System.Globalization;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace DicomGateway.Service.Control;

/// <summary>Which user of the operating system stands behind a local connection, as the kernel says.</summary>
internal static partial class PeerUser
{
    private const int SocketLevel = 1;
    private const int PeerCredentials = 17;
    private const int BufferLength = 4096;

    public static string Of(Socket socket)
    {
        if (!OperatingSystem.IsLinux())
            return "local user";
        Span<int> credentials = stackalloc int[3];
        var length = socket.GetRawSocketOption(SocketLevel, PeerCredentials, MemoryMarshal.AsBytes(credentials));
        return length == 12 ? NameOf((uint)credentials[1]) : "local user";
    }

    private static unsafe string NameOf(uint user)
    {
        var buffer = stackalloc byte[BufferLength];
        var entry = default(PasswordEntry);
        return GetPasswordEntry(user, &entry, buffer, BufferLength, out var found) == 0 && found != 0
            ? Marshal.PtrToStringUTF8(entry.Name)!
            : string.Create(CultureInfo.InvariantCulture, $"uid {user}");
    }

    [LibraryImport("libc", EntryPoint = "getpwuid_r")]
    private static unsafe partial int GetPasswordEntry(uint user, PasswordEntry* entry, byte* buffer, nuint length, out nint result);

    [StructLayout(LayoutKind.Sequential)]
    private struct PasswordEntry
    {
        public nint Name;
        public nint Password;
        public uint User;
        public uint Group;
        public nint Comment;
        public nint Home;
        public nint Shell;
    }
}
