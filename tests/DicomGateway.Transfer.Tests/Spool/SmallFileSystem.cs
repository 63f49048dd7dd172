using System.Diagnostics;

namespace DicomGateway.Transfer.Tests.Spool;

/// <summary>A file system of the test's own, small enough to fill. Needs root, a loop device and e2fsprogs; without them the test is skipped.</summary>
internal sealed class SmallFileSystem : IDisposable
{
    private readonly TestFolder _folder = new();

    public SmallFileSystem(int megabytes, string formatOptions = "")
    {
        if (!OperatingSystem.IsLinux() || Environment.UserName != "root")
            Assert.Ignore("Mounting a small file system needs Linux and root.");
        Path = System.IO.Path.Combine(_folder.Path, "mounted");
        Directory.CreateDirectory(Path);
        var image = System.IO.Path.Combine(_folder.Path, "image");
        using (var file = File.Create(image))
            file.SetLength((long)megabytes << 20);
        if (!Run("mkfs.ext4", $"-q -F {formatOptions} {image}") || !Run("mount", $"-o loop {image} {Path}"))
        {
            _folder.Dispose();
            Assert.Ignore("mkfs.ext4 or mount -o loop is missing or not permitted.");
        }
    }

    public string Path { get; } = "";

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
