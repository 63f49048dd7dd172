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
    private const uint NoLogin = uint.MaxValue;

    public static string Of(Socket socket)
    {
        if (!OperatingSystem.IsLinux())
            return "local user";
        Span<int> credentials = stackalloc int[3];
        var length = socket.GetRawSocketOption(SocketLevel, PeerCredentials, MemoryMarshal.AsBytes(credentials));
        return length == 12 ? Describe((uint)credentials[0], (uint)credentials[1]) : "local user";
    }

    /// <summary>Who became another user by sudo is named first: the login stays with all processes of a session.</summary>
    private static string Describe(uint process, uint user) =>
        LoginOf(process) is { } login && login != user ? $"{NameOf(login)} as {NameOf(user)}" : NameOf(user);

    private static uint? LoginOf(uint process)
    {
        try
        {
            return uint.TryParse(File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/loginuid")), CultureInfo.InvariantCulture, out var login) && login != NoLogin
                ? login
                : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
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
