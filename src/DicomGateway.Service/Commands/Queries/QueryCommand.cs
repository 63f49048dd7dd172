using System.CommandLine;
using DicomGateway.Network.Transport;
using DicomGateway.Transfer.Services.QueryRetrieve;
using DicomGateway.Transfer.Services.QueryRetrieve.User;

namespace DicomGateway.Service.Commands.Queries;

/// <summary>`query HOST:PORT|PACS`: C-FIND.</summary>
internal static class QueryCommand
{
    public static Command Create()
    {
        var peer = new PacsArgument();
        var level = new Option<QueryLevel>("--level") { Description = "Patient, Study, Series or Image.", DefaultValueFactory = _ => QueryLevel.Study };
        var keys = Key();
        var model = new Option<InformationModel>("--model") { Description = "Information model: StudyRoot or PatientRoot.", DefaultValueFactory = _ => InformationModel.StudyRoot };
        var relational = new Option<bool>("--relational") { Description = "Negotiate relational queries." };
        var format = Format();
        var limit = Limit();
        var command = new Command("query", "Query a PACS (C-FIND); what it answers identifies patients.") { level, keys, model, relational, format, limit };
        peer.AddTo(command);
        command.Runs(async (parse, cancellationToken) =>
        {
            var wanted = QueryKeys.For(parse.GetValue(level), parse.GetValue(keys)!);
            var options = Options(await peer.ReadAsync(parse, cancellationToken)) with { Model = parse.GetValue(model), IsRelational = parse.GetValue(relational) };
            await using var user = new QueryRetrieveUser(options, TimeProvider.System);
            var matches = user.FindAsync(parse.GetValue(level), QueryKeys.Identifier(wanted), cancellationToken);
            return await new MatchOutput(wanted, parse.GetValue(format)!, parse.GetValue(limit)).WriteAsync(matches, cancellationToken);
        });
        return command;
    }

    internal static QueryRetrieveUserOptions Options(DicomClientOptions client) => new() { Client = client };

    internal static Option<string[]> Key() => new("--key", "-k")
    {
        Description = "Keyword=Value to match, Keyword to return; Sequence.Keyword for an item. May be repeated. * and ? are wildcards, A-B is a range, \\ separates UIDs.",
        HelpName = "KEY",
        DefaultValueFactory = _ => [],
    };

    internal static Option<string> Format()
    {
        var format = new Option<string>("--format") { Description = "table, csv or json (one object a line).", DefaultValueFactory = _ => MatchOutput.Formats[0] };
        format.AcceptOnlyFromAmong(MatchOutput.Formats);
        return format;
    }

    internal static Option<int> Limit() => new("--limit") { Description = "At most so many; the query is cancelled then.", DefaultValueFactory = _ => 1000 };
}
