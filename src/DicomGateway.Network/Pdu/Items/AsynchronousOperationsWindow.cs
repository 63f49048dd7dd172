namespace DicomGateway.Network.Pdu.Items;

/// <summary>Asynchronous operations window (PS3.7 D.3.3.3). 0 means without limit.</summary>
/// <param name="MaximumInvoked">Operations the requestor may have outstanding.</param>
/// <param name="MaximumPerformed">Operations the acceptor may have outstanding.</param>
public readonly record struct AsynchronousOperationsWindow(ushort MaximumInvoked, ushort MaximumPerformed);
