using System.ComponentModel;
using System.Runtime.InteropServices;

namespace DicomGateway.Testing.Faults.Machine;

/// <summary>Signals to processes that a test started itself.</summary>
public static partial class Posix
{
    public const int Kill = 9;
    public const int Continue = 18;
    public const int Stop = 19;
    public const int Terminate = 15;

    public static bool IsRoot => OperatingSystem.IsLinux() && EffectiveUser() == 0;

    public static void Signal(int process, int signal)
    {
        if (Send(process, signal) != 0 && Marshal.GetLastPInvokeError() is var error and not NoSuchProcess)
            throw new Win32Exception(error);
    }

    private const int NoSuchProcess = 3;

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Send(int process, int signal);

    [LibraryImport("libc", EntryPoint = "geteuid")]
    private static partial uint EffectiveUser();
}
