namespace DicomGateway.Service.Commands;

/// <summary>What must not stand in the list of processes is read from here.</summary>
internal static class StandardInput
{
    public static async Task<IReadOnlyList<string>> ReadLinesAsync(CancellationToken cancellationToken)
    {
        if (!Console.IsInputRedirected)
            Console.Error.WriteLine("One patient a line; end with an empty line.");
        var lines = new List<string>();
        while (await Console.In.ReadLineAsync(cancellationToken) is { } line && (line.Length > 0 || Console.IsInputRedirected))
            lines.Add(line);
        return lines;
    }
}
