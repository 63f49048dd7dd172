using DicomGateway.Network.Pdu;
using DicomGateway.Network.Pdu.Units;

namespace DicomGateway.Network.Association;

/// <summary>What a peer can make us hold. Sizes in bytes.</summary>
public sealed record AssociationLimits
{
    /// <summary>Largest P-DATA-TF that we announce and take, after its header. Its bytes are streamed: a large value costs no memory.</summary>
    public int ReceiveMaximum { get; init; } = 256 * 1024;

    /// <summary>Largest P-DATA-TF that we send, however much more the peer takes (0 of the peer means: any).</summary>
    public int SendMaximum { get; init; } = 256 * 1024;

    /// <summary>A peer that takes less than this per P-DATA-TF is refused: each command would cost dozens of PDUs.</summary>
    public int LeastPeerMaximum { get; init; } = 128;

    /// <summary>Largest A-ASSOCIATE-RQ or -AC; 1 MiB has room for 128 contexts with hundreds of transfer syntaxes each.</summary>
    public int AssociateMaximum { get; init; } = 1024 * 1024;

    /// <summary>Most operations that we let a peer have outstanding, and ask for ourselves.</summary>
    public ushort Window { get; init; } = 16;

    /// <summary>Largest data set of a response that is read into memory (C-FIND, N-GET).</summary>
    public int ResponseDataSetMaximum { get; init; } = 16 * 1024 * 1024;

    /// <summary>Receive buffer, rented while bytes arrive.</summary>
    public int ReceiveBuffer { get; init; } = 256 * 1024;

    /// <summary>Send buffer, rented while a data set is sent.</summary>
    public int SendBuffer { get; init; } = 256 * 1024;

    /// <exception cref="ArgumentException">A limit is so low that no association could work.</exception>
    internal void Validate()
    {
        Least(nameof(ReceiveMaximum), ReceiveMaximum, 1024);
        Least(nameof(SendMaximum), SendMaximum, 1024);
        Least(nameof(LeastPeerMaximum), LeastPeerMaximum, 16);
        Least(nameof(AssociateMaximum), AssociateMaximum, 4096);
        Least(nameof(Window), Window, 1);
        Least(nameof(ResponseDataSetMaximum), ResponseDataSetMaximum, 0);
        Least(nameof(ReceiveBuffer), ReceiveBuffer, 4096);
        Least(nameof(SendBuffer), SendBuffer, 4096);
    }

    /// <exception cref="PduFormatException">The PDU is larger than we take.</exception>
    internal void Check(PduHeader header)
    {
        var most = header.Type == PduType.DataTransfer ? ReceiveMaximum : AssociateMaximum;
        if (header.Length > most)
            throw new PduFormatException(AbortReason.InvalidPduParameter, $"A PDU of type {(byte)header.Type} has {header.Length} bytes, the limit is {most}.");
    }

    private static void Least(string name, int value, int least)
    {
        if (value < least)
            throw new ArgumentException($"{name} is {value}; it must be {least} or more.");
    }
}
