using System.CommandLine;
using DicomGateway.Service.Commands.Peers;
using DicomGateway.Transfer.Services.ModalityWorklist;

namespace DicomGateway.Service.Commands.Queries;

/// <summary>`worklist HOST:PORT`: what is scheduled.</summary>
internal static class WorklistCommand
{
    public static Command Create()
    {
        var peer = new PeerArguments();
        var keys = QueryCommand.Key();
        var format = QueryCommand.Format();
        var limit = QueryCommand.Limit();
        var command = new Command("worklist", "Query a modality worklist (C-FIND); what it answers identifies patients.") { keys, format, limit };
        peer.AddTo(command);
        command.Runs(async (parse, cancellationToken) =>
        {
            var wanted = QueryKeys.ForWorklist(parse.GetValue(keys)!);
            await using var user = new WorklistUser(QueryCommand.Options(peer.Read(parse)), TimeProvider.System);
            var items = user.FindAsync(QueryKeys.Identifier(wanted), cancellationToken);
            return await new MatchOutput(wanted, parse.GetValue(format)!, parse.GetValue(limit)).WriteAsync(items, cancellationToken);
        });
        return command;
    }
}
