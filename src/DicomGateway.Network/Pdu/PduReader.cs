using DicomGateway.Network.Pdu.Items;
using DicomGateway.Network.Pdu.Units;

namespace DicomGateway.Network.Pdu;

/// <summary>Bytes to PDUs (PS3.8 9.3). Pure; unknown items are ignored, as the standard asks, and everything else is checked.</summary>
public static class PduReader
{
    /// <summary>Reads the part of a PDU that follows its header.</summary>
    /// <param name="type">The type from the header.</param>
    /// <param name="body">Exactly the bytes that the header announced.</param>
    /// <exception cref="PduFormatException">The bytes break the standard.</exception>
    public static ProtocolDataUnit Read(PduType type, ReadOnlySpan<byte> body)
    {
        var fields = new PduFieldReader(body);
        return type switch
        {
            PduType.AssociateRequest => ReadAssociateRequest(fields),
            PduType.AssociateAccept => ReadAssociateAccept(fields),
            PduType.AssociateReject => ReadAssociateReject(fields),
            PduType.DataTransfer => ReadDataTransfer(body),
            PduType.ReleaseRequest => Empty(fields, new ReleaseRequest()),
            PduType.ReleaseResponse => Empty(fields, new ReleaseResponse()),
            PduType.Abort => ReadAbort(fields),
            _ => throw new PduFormatException(AbortReason.UnrecognizedPdu, "The PDU type is unknown."),
        };
    }

    private static AssociateRequest ReadAssociateRequest(PduFieldReader fields)
    {
        ReadFixedPart(ref fields, out var version, out var called, out var calling);
        var contexts = new List<PresentationContextProposal>();
        var applicationContext = "";
        UserInformation? information = null;
        while (!fields.IsAtEnd)
        {
            switch (fields.Item(out var content))
            {
                case ItemType.ApplicationContext: applicationContext = content.RestAsText(); break;
                case ItemType.PresentationContextRequest: contexts.Add(PresentationContextItems.ReadProposal(content)); break;
                case ItemType.UserInformation: information ??= UserInformationReader.Read(content); break;
            }
        }

        PresentationContextItems.CheckIds(contexts.Select(context => context.Id));
        return new AssociateRequest(called, calling, contexts, information ?? new UserInformation())
        {
            ProtocolVersion = version,
            ApplicationContext = applicationContext,
        };
    }

    private static AssociateAccept ReadAssociateAccept(PduFieldReader fields)
    {
        ReadFixedPart(ref fields, out var version, out var called, out var calling);
        var contexts = new List<PresentationContextAnswer>();
        var applicationContext = "";
        UserInformation? information = null;
        while (!fields.IsAtEnd)
        {
            switch (fields.Item(out var content))
            {
                case ItemType.ApplicationContext: applicationContext = content.RestAsText(); break;
                case ItemType.PresentationContextAccept: contexts.Add(PresentationContextItems.ReadAnswer(content)); break;
                case ItemType.UserInformation: information ??= UserInformationReader.Read(content); break;
            }
        }

        PresentationContextItems.CheckIds(contexts.Select(context => context.Id));
        return new AssociateAccept(called, calling, contexts, information ?? new UserInformation())
        {
            ProtocolVersion = version,
            ApplicationContext = applicationContext,
        };
    }

    private static void ReadFixedPart(ref PduFieldReader fields, out ushort version, out string called, out string calling)
    {
        version = fields.UInt16("Protocol-version");
        fields.Take(2, "A reserved field");
        called = PduFieldReader.Text(fields.Take(AssociateLayout.AeTitleSize, "Called-AE-title"));
        calling = PduFieldReader.Text(fields.Take(AssociateLayout.AeTitleSize, "Calling-AE-title"));
        fields.Take(AssociateLayout.ReservedSize, "A reserved field");
    }

    private static AssociateReject ReadAssociateReject(PduFieldReader fields)
    {
        fields.Take(1, "A reserved field");
        return new AssociateReject((RejectResult)fields.Byte("Result"), (RejectSource)fields.Byte("Source"), fields.Byte("Reason/Diag."));
    }

    private static Abort ReadAbort(PduFieldReader fields)
    {
        fields.Take(2, "A reserved field");
        return new Abort((AbortSource)fields.Byte("Source"), (AbortReason)fields.Byte("Reason/Diag."));
    }

    private static DataTransfer ReadDataTransfer(ReadOnlySpan<byte> body)
    {
        var values = new List<PresentationDataValue>();
        do
        {
            var header = PdvHeader.Read(body, (uint)body.Length);
            var data = body.Slice(PdvHeader.Size, (int)header.DataLength).ToArray();
            values.Add(new PresentationDataValue(header.ContextId, header.IsCommand, header.IsLast, data));
            body = body[(PdvHeader.Size + data.Length)..];
        }
        while (!body.IsEmpty);
        return new DataTransfer(values);
    }

    private static T Empty<T>(PduFieldReader fields, T pdu)
    {
        fields.Take(4, "A reserved field");
        return pdu;
    }
}
