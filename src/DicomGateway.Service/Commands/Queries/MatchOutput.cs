using System.Text.Json;
using DicomGateway.Dicom.Data;
using DicomGateway.Network;
using DicomGateway.Transfer.Services.QueryRetrieve;

namespace DicomGateway.Service.Commands.Queries;

/// <summary>Writes matches as a table, as CSV or as JSON, one object a line; CSV and JSON as they come.</summary>
internal sealed class MatchOutput(IReadOnlyList<QueryKey> keys, string format, int limit)
{
    public static readonly string[] Formats = ["table", "csv", "json"];

    private readonly List<string[]> _rows = [];

    public async Task<int> WriteAsync(IAsyncEnumerable<DicomDataset> matches, CancellationToken cancellationToken)
    {
        if (format == "csv")
            Console.Out.WriteLine(string.Join(',', keys.Select(key => Quote(key.Name))));
        var (count, isCut) = (0, false);
        try
        {
            await foreach (var match in matches.WithCancellation(cancellationToken))
            {
                if (isCut = count == limit)
                    break;
                count++;
                Write(match);
            }
        }
        catch (QueryFailedException e)
        {
            WriteTable();
            throw new CommandException(e.Message, count == 0 ? "Compare the keys with what the PACS supports: `dicom-gateway probe`." : $"The {count} match(es) written are not all.", ExitCode.Failed);
        }
        catch (DicomAssociationException e)
        {
            throw new CommandException(e.Message, "Check host, port, AE titles (--aec, --aet) and TLS on both sides.", ExitCode.Unreachable);
        }

        WriteTable();
        Console.Error.WriteLine(isCut ? $"More than {limit} matches; the rest was not asked for (--limit)." : $"{count} match(es).");
        return ExitCode.Done;
    }

    private void WriteTable()
    {
        if (format == "table")
            CommandOutput.Table([.. keys.Select(key => key.Path.Count > 1 ? key.Name[(key.Name.LastIndexOf('.') + 1)..] : key.Name)], _rows);
    }

    private void Write(DicomDataset match)
    {
        if (format == "json")
            Console.Out.WriteLine(JsonSerializer.Serialize(keys.ToDictionary(key => key.Name, key => key.Read(match))));
        else if (format == "csv")
            Console.Out.WriteLine(string.Join(',', keys.Select(key => Quote(Text(key, match)))));
        else
            _rows.Add([.. keys.Select(key => Text(key, match))]);
    }

    private static string Text(QueryKey key, DicomDataset match) => string.Join('\\', key.Read(match));

    private static string Quote(string text) =>
        text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
