using DicomGateway.Network.Pdu.Units;

namespace DicomGateway.Network.Pdu;

/// <summary>PDUs to bytes (PS3.8 9.3).</summary>
public static class PduWriter
{
    /// <summary>Writes a PDU with its header.</summary>
    /// <exception cref="ArgumentException">An AE title or an item is longer than its field can be.</exception>
    /// <exception cref="OverflowException">An item is longer than 65 535 bytes.</exception>
    public static byte[] Write(ProtocolDataUnit pdu)
    {
        var target = new PduBuffer();
        switch (pdu)
        {
            case AssociateRequest request: WriteRequest(target, request); break;
            case AssociateAccept accept: WriteAccept(target, accept); break;
            case AssociateReject reject:
                target.Bytes([0, (byte)reject.Result, (byte)reject.Source, reject.Reason]);
                break;
            case DataTransfer data: WriteData(target, data); break;
            case Abort abort:
                target.Bytes([0, 0, (byte)abort.Source, (byte)abort.Reason]);
                break;
            default: target.Zeros(4); break;
        }

        return target.ToPdu(pdu.Type);
    }

    private static void WriteRequest(PduBuffer target, AssociateRequest request)
    {
        WriteFixedPart(target, request.ProtocolVersion, request.CalledAeTitle, request.CallingAeTitle);
        target.TextItem(ItemType.ApplicationContext, request.ApplicationContext);
        foreach (var context in request.PresentationContexts)
            PresentationContextItems.Write(target, context);
        UserInformationWriter.Write(target, request.UserInformation);
    }

    private static void WriteAccept(PduBuffer target, AssociateAccept accept)
    {
        WriteFixedPart(target, accept.ProtocolVersion, accept.CalledAeTitle, accept.CallingAeTitle);
        target.TextItem(ItemType.ApplicationContext, accept.ApplicationContext);
        foreach (var context in accept.PresentationContexts)
            PresentationContextItems.Write(target, context);
        UserInformationWriter.Write(target, accept.UserInformation);
    }

    private static void WriteFixedPart(PduBuffer target, ushort version, string called, string calling)
    {
        target.UInt16(version);
        target.Zeros(2);
        target.PaddedText(called, AssociateLayout.AeTitleSize);
        target.PaddedText(calling, AssociateLayout.AeTitleSize);
        target.Zeros(AssociateLayout.ReservedSize);
    }

    private static void WriteData(PduBuffer target, DataTransfer data)
    {
        Span<byte> header = stackalloc byte[PdvHeader.Size];
        foreach (var value in data.Values)
        {
            new PdvHeader((uint)value.Data.Length, value.ContextId, value.IsCommand, value.IsLast).Write(header);
            target.Bytes(header);
            target.Bytes(value.Data.Span);
        }
    }
}
