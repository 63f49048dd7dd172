using DicomGateway.Network.Pdu.Items;
using DicomGateway.Network.Pdu.Units;

namespace DicomGateway.Network.Pdu;

/// <summary>Presentation context items of both associate PDUs (PS3.8 9.3.2.2 and 9.3.3.2).</summary>
internal static class PresentationContextItems
{
    public static PresentationContextProposal ReadProposal(PduFieldReader fields)
    {
        var id = fields.Byte("Presentation-context-ID");
        fields.Take(3, "A reserved field");
        var abstractSyntax = "";
        var transferSyntaxes = new List<string>();
        while (!fields.IsAtEnd)
        {
            switch (fields.Item(out var content))
            {
                case ItemType.AbstractSyntax: abstractSyntax = content.RestAsText(); break;
                case ItemType.TransferSyntax: transferSyntaxes.Add(content.RestAsText()); break;
            }
        }

        return new PresentationContextProposal(id, abstractSyntax, transferSyntaxes);
    }

    public static PresentationContextAnswer ReadAnswer(PduFieldReader fields)
    {
        var id = fields.Byte("Presentation-context-ID");
        fields.Take(1, "A reserved field");
        var result = (PresentationContextResult)fields.Byte("Result/Reason");
        fields.Take(1, "A reserved field");
        var transferSyntax = "";
        while (!fields.IsAtEnd)
        {
            if (fields.Item(out var content) == ItemType.TransferSyntax)
                transferSyntax = content.RestAsText();
        }

        return new PresentationContextAnswer(id, result, transferSyntax);
    }

    /// <summary>Odd and unique; so there are never more than 128.</summary>
    public static void CheckIds(IEnumerable<byte> ids)
    {
        var seen = new HashSet<byte>();
        foreach (var id in ids)
        {
            if ((id & 1) == 0)
                throw new PduFormatException(AbortReason.InvalidPduParameter, $"Presentation context id {id} is even.");
            if (!seen.Add(id))
                throw new PduFormatException(AbortReason.InvalidPduParameter, $"Presentation context id {id} is there twice.");
        }

        if (seen.Count == 0)
            throw new PduFormatException(AbortReason.InvalidPduParameter, "There is no presentation context.");
    }

    public static void Write(PduBuffer target, PresentationContextProposal context)
    {
        var item = target.BeginItem(ItemType.PresentationContextRequest);
        target.Byte(context.Id);
        target.Zeros(3);
        target.TextItem(ItemType.AbstractSyntax, context.AbstractSyntax);
        foreach (var transferSyntax in context.TransferSyntaxes)
            target.TextItem(ItemType.TransferSyntax, transferSyntax);
        target.End(item);
    }

    public static void Write(PduBuffer target, PresentationContextAnswer context)
    {
        var item = target.BeginItem(ItemType.PresentationContextAccept);
        target.Byte(context.Id);
        target.Byte(0);
        target.Byte((byte)context.Result);
        target.Byte(0);
        target.TextItem(ItemType.TransferSyntax, context.TransferSyntax);
        target.End(item);
    }
}
