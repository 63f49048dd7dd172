using DicomGateway.Network.Dimse;
using DicomGateway.Network.Dimse.Commands;
using DicomGateway.Network.Pdu.Items;
using DicomGateway.Network.Pdu.Units;

namespace DicomGateway.Testing.Peers;

/// <summary>PDUs that scripts begin from; tests bend them with <c>with</c>.</summary>
public static class PeerMessages
{
    public const string Verification = "1.2.840.10008.1.1";
    public const string CTImageStorage = "1.2.840.10008.5.1.4.1.1.2";
    public const string ImplicitLittleEndian = "1.2.840.10008.1.2";
    public const string ExplicitLittleEndian = "1.2.840.10008.1.2.1";

    /// <summary>Context 1 is Verification, context 3 CT Image Storage.</summary>
    public static AssociateRequest Request { get; } = new(
        "SERVER",
        "PEER",
        [
            new PresentationContextProposal(1, Verification, [ImplicitLittleEndian]),
            new PresentationContextProposal(3, CTImageStorage, [ExplicitLittleEndian, ImplicitLittleEndian]),
        ],
        new UserInformation { MaximumLength = 16384, ImplementationClassUid = "1.2.3.4", ImplementationVersionName = "SCRIPT" });

    /// <summary>Accepts every context of a request with its first transfer syntax.</summary>
    public static AssociateAccept Accept(AssociateRequest request) => new(
        request.CalledAeTitle,
        request.CallingAeTitle,
        [.. request.PresentationContexts.Select(context =>
            new PresentationContextAnswer(context.Id, PresentationContextResult.Acceptance, context.TransferSyntaxes[0]))],
        new UserInformation { MaximumLength = 16384, ImplementationClassUid = "1.2.3.4" });

    public static byte[] Command(CommandSet command, ushort messageId, bool hasDataSet = false)
    {
        command.MessageId = messageId;
        command.HasDataSet = hasDataSet;
        return CommandSetCodec.Write(command);
    }

    public static byte[] Response(CommandSet request, DimseStatus status) => CommandSetCodec.Write(DimseCommands.Response(request, status));

    /// <summary>A whole command set in one PDU of one value.</summary>
    public static DataTransfer CommandPdu(byte contextId, byte[] command) => new([new PresentationDataValue(contextId, true, true, command)]);

    /// <summary>A whole data set in one PDU of one value.</summary>
    public static DataTransfer DataPdu(byte contextId, byte[] dataSet, bool isLast = true) => new([new PresentationDataValue(contextId, false, isLast, dataSet)]);

    /// <summary>C-ECHO-RQ in context 1.</summary>
    public static DataTransfer Echo(ushort messageId = 1) => CommandPdu(1, Command(DimseCommands.CEcho(Verification), messageId));

    /// <summary>C-STORE-RQ command in context 3; a data set must follow.</summary>
    public static byte[] Store(ushort messageId = 1, string sopInstanceUid = "1.2.3.4.5") =>
        Command(DimseCommands.CStore(CTImageStorage, sopInstanceUid), messageId, hasDataSet: true);

    /// <summary>The command set of a P-DATA-TF with one whole command in it.</summary>
    public static CommandSet CommandOf(DataTransfer pdu) => CommandSetCodec.Read(pdu.Values.Single(value => value.IsCommand).Data.Span);
}
