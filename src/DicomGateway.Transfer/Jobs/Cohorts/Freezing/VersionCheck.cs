using System.Security.Cryptography;
using System.Text.Json;

namespace DicomGateway.Transfer.Jobs.Cohorts.Freezing;

/// <summary>Reads an exported version as a stranger would and tells whether every byte is as it was written.</summary>
internal sealed class VersionCheck
{
    private readonly IncrementalHash _manifest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private JsonElement _head;
    private string? _headHash;
    private string? _criteriaHash;
    private string? _listHash;
    private string? _seal;

    public static async Task<VersionProof> CheckAsync(Stream file, CancellationToken cancellationToken)
    {
        var check = new VersionCheck();
        using var manifest = check._manifest;
        string? problem;
        try
        {
            await foreach (var line in LineReader.ReadAsync(file, cancellationToken).ConfigureAwait(false))
                check.Take(line);
            problem = check.Judge();
        }
        catch (Exception exception) when (exception is JsonException or InvalidDataException or InvalidOperationException or KeyNotFoundException)
        {
            problem = "It is no exported version, or is cut off or changed.";
        }

        return new VersionProof(check.Text("cohort"), check.Number("version"), check._headHash, problem);
    }

    private void Take(byte[] line)
    {
        if (_seal is not null || line[^1] != '\n')
            throw new InvalidDataException("Something stands after the end, or the end is missing.");
        using var document = JsonDocument.Parse(line.AsMemory(0, line.Length - 1));
        var name = document.RootElement.EnumerateObject().First().Name;
        if (_headHash is null)
        {
            if (name != "format" || document.RootElement.GetProperty("format").GetString() != VersionLines.Format)
                throw new InvalidDataException("The first line is no head.");
            _head = document.RootElement.Clone();
            _headHash = VersionLines.Hash(line);
        }
        else if (name == "criteria" && _criteriaHash is null)
        {
            _criteriaHash = VersionLines.Hash(line);
        }
        else if (name == "list" && _listHash is null && _criteriaHash is not null)
        {
            _listHash = VersionLines.Hash(line);
        }
        else if (name == "row" && _criteriaHash is not null)
        {
            _manifest.AppendData(line);
        }
        else if (name == "sha256" && line.AsSpan().SequenceEqual(VersionLines.Seal(document.RootElement.GetProperty("sha256").GetString() ?? "")))
        {
            _seal = document.RootElement.GetProperty("sha256").GetString();
        }
        else
        {
            throw new InvalidDataException("A line does not belong here.");
        }
    }

    private string? Judge()
    {
        if (_headHash is null || _seal is null)
            return "It is no exported version, or is cut off.";
        if (_seal != _headHash)
            return "Its head was changed: the SHA-256 of the version does not fit.";
        if (_criteriaHash != Text("criteriaSha256"))
            return "Its criteria were changed.";
        if (_listHash != Text("listSha256"))
            return "Its list was changed.";
        return Convert.ToHexStringLower(_manifest.GetHashAndReset()) == Text("manifestSha256") ? null : "Its studies were changed.";
    }

    private string? Text(string name) => _head.ValueKind == JsonValueKind.Object && _head.TryGetProperty(name, out var value) ? value.GetString() : null;

    private int? Number(string name) => _head.ValueKind == JsonValueKind.Object && _head.TryGetProperty(name, out var value) && value.TryGetInt32(out var number) ? number : null;

    private static class LineReader
    {
        private const int LongestLine = 64 << 20;

        /// <summary>Lines with their line feed, byte for byte.</summary>
        public static async IAsyncEnumerable<byte[]> ReadAsync(
            Stream file, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
        {
            var line = new MemoryStream();
            var buffer = new byte[1 << 16];
            int read;
            while ((read = await file.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0)
            {
                var start = 0;
                for (var end = buffer.AsSpan(0, read).IndexOf((byte)'\n'); end >= 0;)
                {
                    line.Write(buffer, start, end + 1 - start);
                    yield return line.ToArray();
                    line.SetLength(0);
                    start = end + 1;
                    var next = buffer.AsSpan(start, read - start).IndexOf((byte)'\n');
                    end = next < 0 ? -1 : start + next;
                }

                line.Write(buffer, start, read - start);
                if (line.Length > LongestLine)
                    throw new InvalidDataException("A line is too long.");
            }

            if (line.Length > 0)
                yield return line.ToArray();
        }
    }
}
