using System.Buffers.Binary;
using DicomGateway.Testing.Faults.Wire;

namespace DicomGateway.Testing.Faults.Fuzzing;

/// <summary>Conversations that are nearly right: whole PDUs dropped, repeated or swapped, lengths that lie, bytes that differ.</summary>
public static class PduMutator
{
    private static readonly uint[] Lengths = [0, 1, 2, 3, 4, 5, 6, 7, 0x7FFF, 0xFFFF, 0x10000, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFE, 0xFFFFFFFF, 0x20202020];

    /// <summary>Association, echo, store and release as they should be.</summary>
    public static List<byte[]> Conversation(TrackedInstance instance, string called, string calling, int fragmentLength)
    {
        List<byte[]> pdus =
        [
            WirePdu.AssociateRequest(called, calling, 16384, (1, "1.2.840.10008.1.1", "1.2.840.10008.1.2"), (3, TrackedInstance.SopClassUid, TrackedInstance.TransferSyntaxUid)),
            WirePdu.Data(1, true, true, WirePdu.Command((0x0002, "1.2.840.10008.1.1"), (0x0100, (ushort)0x30), (0x0110, (ushort)1), (0x0800, (ushort)0x0101))),
            WirePdu.Data(3, true, true, WirePdu.Command(
                (0x0002, TrackedInstance.SopClassUid), (0x0100, (ushort)1), (0x0110, (ushort)2), (0x0700, (ushort)0), (0x0800, (ushort)0), (0x1000, instance.SopInstanceUid))),
        ];
        for (var at = 0; at < instance.DataSet.Length; at += fragmentLength)
        {
            var length = Math.Min(fragmentLength, instance.DataSet.Length - at);
            pdus.Add(WirePdu.Data(3, false, at + length == instance.DataSet.Length, instance.DataSet.AsSpan(at, length)));
        }

        pdus.Add(WirePdu.ReleaseRequest);
        return pdus;
    }

    /// <summary>Changes one to four things of a conversation and returns its bytes.</summary>
    public static byte[] Mutate(List<byte[]> conversation, SeededSequence random)
    {
        var pdus = conversation.Select(pdu => (byte[])pdu.Clone()).ToList();
        for (var change = random.Between(1, 4); change > 0 && pdus.Count > 0; change--)
            Change(pdus, random.Next(pdus.Count), random);
        return [.. pdus.SelectMany(pdu => pdu)];
    }

    private static void Change(List<byte[]> pdus, int at, SeededSequence random)
    {
        var pdu = pdus[at];
        if (pdu.Length < 10)
            return;
        switch (random.Next(9))
        {
            case 0: pdus.RemoveAt(at); break;
            case 1: pdus.Insert(at, (byte[])pdu.Clone()); break;
            case 2: (pdus[at], pdus[0]) = (pdus[0], pdus[at]); break;
            case 3: pdu[0] = (byte)random.Next(12); break;
            case 4: BinaryPrimitives.WriteUInt32BigEndian(pdu.AsSpan(2), random.Pick(Lengths)); break;
            case 5: pdus[at] = pdu[..random.Between(0, pdu.Length)]; break;
            case 6 when pdu.Length >= 12: BinaryPrimitives.WriteUInt32BigEndian(pdu.AsSpan(6), random.Pick(Lengths)); break;
            case 7 when pdu.Length > 80: BinaryPrimitives.WriteUInt16BigEndian(pdu.AsSpan(random.Between(6, pdu.Length - 2)), (ushort)random.Pick(Lengths)); break;
            default:
                for (var flips = random.Between(1, 8); flips > 0; flips--)
                    pdu[random.Next(pdu.Length)] = (byte)random.NextUInt64();
                break;
        }
    }
}
