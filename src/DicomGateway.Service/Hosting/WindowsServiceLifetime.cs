using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace DicomGateway.Service.Hosting;

/// <summary>
/// Host lifetime under the Windows service control manager. The callbacks are delegates of this instance, kept in fields for as long
/// as the manager may call them.
/// </summary>
[SupportedOSPlatform("windows")]
internal sealed class WindowsServiceLifetime : IHostLifetime, IDisposable
{
    public const string ServiceName = "DicomGateway";

    private readonly IHostApplicationLifetime _lifetime;
    private readonly ServiceControl.MainCallback _main;
    private readonly ServiceControl.ControlCallback _control;
    private readonly TaskCompletionSource _running = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ManualResetEventSlim _stopped = new();
    private nint _handle;

    public WindowsServiceLifetime(IHostApplicationLifetime lifetime)
    {
        _lifetime = lifetime;
        _main = Serve;
        _control = Control;
    }

    public Task WaitForStartAsync(CancellationToken cancellationToken)
    {
        _lifetime.ApplicationStarted.Register(() => Report(ServiceControl.Running));
        new Thread(Dispatch) { IsBackground = true, Name = "Service control dispatcher" }.Start();
        return _running.Task.WaitAsync(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        Report(ServiceControl.Stopped);
        _stopped.Set();
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        _stopped.Set();
        _stopped.Dispose();
    }

    private unsafe void Dispatch()
    {
        fixed (char* name = ServiceName)
        {
            var table = stackalloc ServiceControl.TableEntry[2];
            table[0] = new ServiceControl.TableEntry { Name = name, Main = Marshal.GetFunctionPointerForDelegate(_main) };
            table[1] = default;
            if (!ServiceControl.StartDispatcher(table))
                _running.TrySetException(new Win32Exception(Marshal.GetLastPInvokeError(), "The service control manager did not accept the process."));
        }
    }

    private void Serve(uint count, nint arguments)
    {
        _handle = ServiceControl.RegisterHandler(ServiceName, Marshal.GetFunctionPointerForDelegate(_control), 0);
        Report(ServiceControl.StartPending);
        _running.TrySetResult();
        _stopped.Wait();
    }

    private uint Control(uint control, uint type, nint data, nint context)
    {
        if (control is ServiceControl.Stop or ServiceControl.Shutdown)
        {
            Report(ServiceControl.StopPending);
            _lifetime.StopApplication();
            return 0;
        }

        return control == ServiceControl.Interrogate ? 0 : ServiceControl.NotImplementedCode;
    }

    private void Report(uint state)
    {
        if (_handle == 0)
            return;
        var pending = state is ServiceControl.StartPending or ServiceControl.StopPending;
        var status = new ServiceControl.Status
        {
            Type = ServiceControl.OwnProcess,
            State = state,
            Accepted = state == ServiceControl.Running ? ServiceControl.AcceptStopAndShutdown : 0,
            WaitHint = pending ? 30000u : 0,
        };
        ServiceControl.SetStatus(_handle, in status);
    }
}
