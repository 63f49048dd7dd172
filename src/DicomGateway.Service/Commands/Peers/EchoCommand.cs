using System.CommandLine;
using System.Diagnostics;
using DicomGateway.Dicom.Data;
using DicomGateway.Network;
using DicomGateway.Network.Transport;

namespace DicomGateway.Service.Commands.Peers;

/// <summary>`echo HOST:PORT`: C-ECHO.</summary>
internal static class EchoCommand
{
    private const string Verification = "1.2.840.10008.1.1";

    public static Command Create()
    {
        var peer = new PeerArguments();
        var command = new Command("echo", "Ask a peer for a sign of life (C-ECHO).");
        peer.AddTo(command);
        command.Runs((parse, cancellationToken) => RunAsync(peer.Read(parse), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(DicomClientOptions options, CancellationToken cancellationToken)
    {
        await using var client = new DicomClient(options);
        try
        {
            var clock = Stopwatch.StartNew();
            await using var association = await client.OpenAsync([new ProposedContext(Verification, [DicomTransferSyntax.ImplicitVRLittleEndian.UID.UID])], cancellationToken);
            if (association.FindContext(Verification) is not { } context)
                throw new CommandException("The peer does not offer Verification.", "It is there, but answers no C-ECHO.", ExitCode.Failed);
            var status = await association.EchoAsync(context, cancellationToken);
            await association.ReleaseAsync();
            Console.Out.WriteLine($"{status} in {clock.ElapsedMilliseconds} ms");
            return status.IsDone ? ExitCode.Done : ExitCode.Failed;
        }
        catch (DicomAssociationException e)
        {
            throw new CommandException(e.Message, "Check host, port, AE titles (--aec, --aet) and TLS on both sides.", ExitCode.Unreachable);
        }
    }
}
