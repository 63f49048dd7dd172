namespace DicomGateway.Network.Pdu;

/// <summary>The fixed part that A-ASSOCIATE-RQ and -AC share (PS3.8 tables 9-11 and 9-17), from behind the PDU header.</summary>
internal static class AssociateLayout
{
    public const int AeTitleSize = 16;
    public const int ReservedSize = 32;
    public const uint FixedSize = 2 + 2 + AeTitleSize + AeTitleSize + ReservedSize;
}
