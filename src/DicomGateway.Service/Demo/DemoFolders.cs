namespace DicomGateway.Service.Demo;

/// <summary>The folders of one demonstration, below the folder that it was started in, since nothing of it may lie in a shared temporary folder.</summary>
internal sealed record DemoFolders(string Root)
{
    public string Configuration => Path.Combine(Root, "config", "gateway.json");

    public string Keys => Path.Combine(Root, "keys", "keys.json");

    public string Data => Path.Combine(Root, "data");

    public string Phantom => Path.Combine(Root, "phantom");

    /// <summary>What the stand-in PACS holds.</summary>
    public string Pacs => Path.Combine(Root, "pacs");

    public string Archive => Path.Combine(Root, "archive");

    public static DemoFolders Make(string parent)
    {
        for (var number = 1; ; number++)
        {
            var root = Path.Combine(parent, $"demo-{number}");
            if (Directory.Exists(root))
                continue;
            var folders = new DemoFolders(root);
            foreach (var file in new[] { folders.Configuration, folders.Keys, Path.Combine(folders.Data, "."), Path.Combine(folders.Archive, ".") })
                Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            return folders;
        }
    }
}
