using System.Diagnostics;

namespace DicomGateway.Transfer.Tests.Spool.Io;

/// <summary>A file system of the test's own, small enough to fill. Needs root, a loop device and e2fsprogs; without them the test is skipped.</summary>
internal sealed class SmallFileSystem : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly string _image;

    public SmallFileSystem(int megabytes, string formatOptions = "")
    {
        _image = System.IO.Path.Combine(_folder.Path, "image");
        if (!OperatingSystem.IsLinux() || Environment.UserName != "root")
            Assert.Ignore("Mounting a small file system needs Linux and root.");
        Path = System.IO.Path.Combine(_folder.Path, "mounted");
        Directory.CreateDirectory(Path);
        using (var file = File.Create(_image))
            file.SetLength((long)megabytes << 20);
        if (!Run("mkfs.ext4", $"-q -F {formatOptions} {_image}") || !Run("mount", $"-o loop {_image} {Path}"))
        {
            _folder.Dispose();
            Assert.Ignore("mkfs.ext4 or mount -o loop is missing or not permitted.");
        }
    }

    private SmallFileSystem(SmallFileSystem original)
    {
        _image = System.IO.Path.Combine(_folder.Path, "image");
        Path = System.IO.Path.Combine(_folder.Path, "mounted");
        Directory.CreateDirectory(Path);
        Assert.That(Run("cp", $"--sparse=always {original._image} {_image}") && Run("mount", $"-o loop {_image} {Path}"), Is.True);
    }

    public string Path { get; } = "";

    /// <summary>What the disk would hold if the power went now, mounted as after a restart. Writers must be stopped.</summary>
    public SmallFileSystem AfterPowerCut()
    {
        var device = File.ReadLines("/proc/mounts").Select(line => line.Split(' ')).Last(line => line[1] == Path)[0];
        var inFlight = $"/sys/block/{System.IO.Path.GetFileName(device)}/inflight";
        SpinWait.SpinUntil(() => File.ReadAllText(inFlight).Split(' ', StringSplitOptions.RemoveEmptyEntries).All(count => count.Trim() == "0"));
        return new SmallFileSystem(this);
    }

    public void Remount(string options) => Assert.That(Run("mount", $"-o remount,{options} {Path}"), Is.True);

    public void Dispose()
    {
        Run("umount", Path);
        _folder.Dispose();
    }

    private static bool Run(string program, string arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;
            process.WaitForExit(30_000);
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
