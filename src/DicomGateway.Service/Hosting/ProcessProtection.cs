using System.Runtime.InteropServices;

namespace DicomGateway.Service.Hosting;

/// <summary>Memory of this process holds patient data: no core dump, no other user's debugger, files for our own user only.</summary>
internal static partial class ProcessProtection
{
    private const int SetDumpable = 4;
    private const int CoreFileSize = 4;
    private const uint OwnerOnly = 0x3F;

    public static void Apply()
    {
        if (!OperatingSystem.IsLinux())
            return;
        var none = default(ResourceLimit);
        _ = SetResourceLimit(CoreFileSize, ref none);
        _ = ProcessControl(SetDumpable, 0, 0, 0, 0);
        _ = SetFileModeMask(OwnerOnly);
    }

    [LibraryImport("libc", EntryPoint = "prctl")]
    private static partial int ProcessControl(int option, nuint argument2, nuint argument3, nuint argument4, nuint argument5);

    [LibraryImport("libc", EntryPoint = "setrlimit")]
    private static partial int SetResourceLimit(int resource, ref ResourceLimit limit);

    [LibraryImport("libc", EntryPoint = "umask")]
    private static partial uint SetFileModeMask(uint mask);

    [StructLayout(LayoutKind.Sequential)]
    private struct ResourceLimit
    {
        public nuint Current;
        public nuint Maximum;
    }
}
