namespace DicomGateway.Network.Pdu.Items;

/// <summary>SCP/SCU role selection (PS3.7 D.3.3.4).</summary>
/// <param name="SopClassUid">The SOP class it concerns.</param>
/// <param name="IsScu">The association requestor may be SCU.</param>
/// <param name="IsScp">The association requestor may be SCP.</param>
public sealed record RoleSelection(string SopClassUid, bool IsScu, bool IsScp);
