using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace DicomGateway.Service.Hosting;

/// <summary>The part of advapi32 that a Windows service needs.</summary>
[SupportedOSPlatform("windows")]
internal static unsafe partial class ServiceControl
{
    public const uint OwnProcess = 0x10;
    public const uint AcceptStopAndShutdown = 0x5;
    public const uint Stop = 1;
    public const uint Interrogate = 4;
    public const uint Shutdown = 5;
    public const uint Stopped = 1;
    public const uint StartPending = 2;
    public const uint StopPending = 3;
    public const uint Running = 4;
    public const uint NotImplementedCode = 120;

    public delegate void MainCallback(uint count, nint arguments);

    public delegate uint ControlCallback(uint control, uint type, nint data, nint context);

    [LibraryImport("advapi32", EntryPoint = "StartServiceCtrlDispatcherW", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool StartDispatcher(TableEntry* table);

    [LibraryImport("advapi32", EntryPoint = "RegisterServiceCtrlHandlerExW", SetLastError = true, StringMarshalling = StringMarshalling.Utf16)]
    public static partial nint RegisterHandler(string name, nint handler, nint context);

    [LibraryImport("advapi32", EntryPoint = "SetServiceStatus", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool SetStatus(nint handle, in Status status);

    [StructLayout(LayoutKind.Sequential)]
    public struct TableEntry
    {
        public char* Name;
        public nint Main;
    }

    [StructLayout(LayoutKind.Sequential)]
    public struct Status
    {
        public uint Type;
        public uint State;
        public uint Accepted;
        public uint ExitCode;
        public uint SpecificExitCode;
        public uint CheckPoint;
        public uint WaitHint;
    }
}
