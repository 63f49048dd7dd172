namespace DicomGateway.Testing.Faults.Machine;

/// <summary>
/// An ext4 file system in an image file, mounted through a loop device (root only). A copy of the image while nothing is in flight is
/// what a disk holds after a power cut: pages that the kernel had not written are missing.
/// </summary>
public sealed class LoopDisk : IAsyncDisposable
{
    private LoopDisk(string image, string device, string mountPoint) => (Image, Device, MountPoint) = (image, device, mountPoint);

    public string Image { get; }

    public string MountPoint { get; }

    private string Device { get; }

    /// <summary>Why loop disks cannot be used here, or null when they can.</summary>
    public static string? Missing =>
        !OperatingSystem.IsLinux() ? "loop devices need Linux"
        : !Posix.IsRoot ? "loop devices need root"
        : new[] { "losetup", "mkfs.ext4", "mount", "umount", "cp" }.FirstOrDefault(tool => Tool.Find(tool) is null) is { } tool ? $"{tool} is missing"
        : !File.Exists("/dev/loop-control") ? "there is no /dev/loop-control"
        : null;

    public static async Task<LoopDisk> MakeAsync(string image, int megabytes)
    {
        await using (var file = File.Create(image))
            file.SetLength((long)megabytes << 20);
        await Tool.RunAsync("mkfs.ext4", "-q", "-F", "-N", "8192", "-J", "size=16", "-E", "lazy_itable_init=0,lazy_journal_init=0", image);
        return await AttachAsync(image);
    }

    /// <summary>Mounts an image; its journal is replayed as after a power cut.</summary>
    public static async Task<LoopDisk> AttachAsync(string image)
    {
        var mountPoint = image + ".mnt";
        Directory.CreateDirectory(mountPoint);
        var device = (await Tool.RunAsync("losetup", "--find", "--show", image)).Trim();
        try
        {
            await Tool.RunAsync("mount", "-t", "ext4", device, mountPoint);
        }
        catch
        {
            await Tool.RunAsync("losetup", "--detach", device);
            throw;
        }

        return new LoopDisk(image, device, mountPoint);
    }

    /// <summary>Copies the image as the disk holds it now. The writers must be stopped; nothing is forced to the disk.</summary>
    public async Task CutAsync(string copy)
    {
        var inflight = $"/sys/block/{Path.GetFileName(Device)}/inflight";
        while ((await File.ReadAllTextAsync(inflight)).Split(' ', StringSplitOptions.RemoveEmptyEntries).Any(count => count.Trim() != "0"))
            await Task.Delay(2);
        await Tool.RunAsync("cp", "--sparse=always", "--reflink=auto", Image, copy);
    }

    public async ValueTask DisposeAsync()
    {
        await Tool.TryRunAsync("umount", "--lazy", MountPoint);
        await Tool.TryRunAsync("losetup", "--detach", Device);
        if (Directory.Exists(MountPoint) && !Directory.EnumerateFileSystemEntries(MountPoint).Any())
            Directory.Delete(MountPoint);
    }
}
