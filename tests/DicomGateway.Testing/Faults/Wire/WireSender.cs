using System.Buffers.Binary;

namespace DicomGateway.Testing.Faults.Wire;

/// <summary>One association to a node, as a requestor that sends C-STORE and C-ECHO one at a time.</summary>
public sealed class WireSender : IDisposable
{
    private const string Verification = "1.2.840.10008.1.1";
    private const string Deflated = "1.2.840.10008.1.2.1.99";
    private readonly WireStream _stream;
    private readonly int _fragment;
    private ushort _message;

    private WireSender(WireStream stream, int fragment) => (_stream, _fragment) = (stream, fragment);

    /// <param name="port">Port of the node on loopback.</param>
    /// <param name="called">Called AE title.</param>
    /// <param name="calling">Calling AE title.</param>
    /// <param name="fragmentLength">Longest PDV to send, in bytes; the node's own maximum is respected too.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="IOException">The node refused or closed.</exception>
    public static async Task<WireSender> OpenAsync(int port, string called, string calling, int fragmentLength, CancellationToken cancellationToken) =>
        await OpenAsync(await WireStream.ConnectAsync(port, cancellationToken), called, calling, fragmentLength, cancellationToken);

    /// <summary>Over a connection that stands, and is closed with the sender.</summary>
    public static async Task<WireSender> OpenAsync(WireStream stream, string called, string calling, int fragmentLength, CancellationToken cancellationToken)
    {
        try
        {
            (byte, string, string)[] contexts = [(1, Verification, "1.2.840.10008.1.2"), (3, TrackedInstance.SopClassUid, TrackedInstance.TransferSyntaxUid), (5, TrackedInstance.SopClassUid, Deflated)];
            await stream.WriteAsync(WirePdu.AssociateRequest(called, calling, 65536, contexts), cancellationToken);
            var (type, body) = await stream.ReadAsync(cancellationToken);
            if (type != 2)
                throw new IOException($"The association was answered with PDU type {type} ({Convert.ToHexStringLower(body)}).");
            return new WireSender(stream, Math.Min(fragmentLength, Maximum(body)));
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <returns>The status of the C-STORE-RSP.</returns>
    public Task<ushort> StoreAsync(TrackedInstance instance, CancellationToken cancellationToken) =>
        StoreAsync(instance.SopInstanceUid, instance.DataSet, deflated: false, cancellationToken);

    /// <summary>Sends any bytes as the data set of a CT instance.</summary>
    /// <returns>The status of the C-STORE-RSP.</returns>
    public async Task<ushort> StoreAsync(string sopInstanceUid, ReadOnlyMemory<byte> dataSet, bool deflated, CancellationToken cancellationToken)
    {
        await WriteAsync(sopInstanceUid, dataSet, deflated, cancellationToken);
        return await StatusAsync(cancellationToken);
    }

    /// <summary>Sends a C-STORE request and does not wait for the answer, which <see cref="StatusAsync"/> reads.</summary>
    public async Task WriteAsync(string sopInstanceUid, ReadOnlyMemory<byte> dataSet, bool deflated, CancellationToken cancellationToken)
    {
        var context = (byte)(deflated ? 5 : 3);
        await WriteCommandAsync(sopInstanceUid, context, cancellationToken);
        for (var at = 0; at < dataSet.Length; at += _fragment)
        {
            var length = Math.Min(_fragment, dataSet.Length - at);
            await _stream.WriteAsync(WirePdu.Data(context, command: false, at + length == dataSet.Length, dataSet.Span.Slice(at, length)), cancellationToken);
        }
    }

    /// <summary>Sends a C-STORE request and half of its data set; <paramref name="inPdu"/> ends in the middle of a PDU, else between two.</summary>
    public async Task WriteHalfAsync(TrackedInstance instance, bool inPdu, CancellationToken cancellationToken)
    {
        await WriteCommandAsync(instance.SopInstanceUid, 3, cancellationToken);
        var pdu = WirePdu.Data(3, command: false, last: inPdu, instance.DataSet.AsSpan(0, Math.Min(_fragment, inPdu ? instance.DataSet.Length : instance.DataSet.Length / 2)));
        await _stream.WriteAsync(inPdu ? pdu.AsMemory(0, pdu.Length / 2) : pdu, cancellationToken);
    }

    public async Task<ushort> EchoAsync(CancellationToken cancellationToken)
    {
        var command = WirePdu.Command((0x0002, Verification), (0x0100, (ushort)0x30), (0x0110, ++_message), (0x0800, (ushort)0x0101));
        await _stream.WriteAsync(WirePdu.Data(1, command: true, last: true, command), cancellationToken);
        return await StatusAsync(cancellationToken);
    }

    public async Task ReleaseAsync(CancellationToken cancellationToken)
    {
        await _stream.WriteAsync(WirePdu.ReleaseRequest, cancellationToken);
        await _stream.ReadAsync(cancellationToken);
    }

    public void Dispose() => _stream.Dispose();

    /// <summary>The status of the next response, which must be to the last request.</summary>
    public async Task<ushort> StatusAsync(CancellationToken cancellationToken)
    {
        var (type, body) = await _stream.ReadAsync(cancellationToken);
        if (type != 4)
            throw new IOException($"The node answered with PDU type {type} ({Convert.ToHexStringLower(body.AsSpan(0, Math.Min(body.Length, 16)))}).");
        var command = WirePdu.ReadCommand(body.AsSpan(6));
        if (BinaryPrimitives.ReadUInt16LittleEndian(command[0x0120]) != _message)
            throw new IOException("The response names another message.");
        return BinaryPrimitives.ReadUInt16LittleEndian(command[0x0900]);
    }

    private async Task WriteCommandAsync(string sopInstanceUid, byte context, CancellationToken cancellationToken)
    {
        var command = WirePdu.Command(
            (0x0002, TrackedInstance.SopClassUid), (0x0100, (ushort)1), (0x0110, ++_message), (0x0700, (ushort)0), (0x0800, (ushort)0), (0x1000, sopInstanceUid));
        await _stream.WriteAsync(WirePdu.Data(context, command: true, last: true, command), cancellationToken);
    }

    private static int Maximum(byte[] accept)
    {
        var user = WirePdu.Items(accept[68..]).First(item => item.Type == 0x50).Body;
        var maximum = BinaryPrimitives.ReadUInt32BigEndian(WirePdu.Items(user).First(item => item.Type == 0x51).Body);
        return maximum is 0 or > (1 << 20) ? 1 << 20 : (int)maximum - 6;
    }
}
