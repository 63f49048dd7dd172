namespace DicomGateway.Network.Transport;

/// <summary>A presentation context that a client proposes; ids are given out by the client.</summary>
/// <param name="AbstractSyntax">SOP class UID.</param>
/// <param name="TransferSyntaxes">Transfer syntax UIDs, the preferred first.</param>
public sealed record ProposedContext(string AbstractSyntax, IReadOnlyList<string> TransferSyntaxes)
{
    /// <summary>Whether a proposal of the one makes a proposal of the other superfluous.</summary>
    internal bool Covers(ProposedContext other) =>
        AbstractSyntax == other.AbstractSyntax && other.TransferSyntaxes.All(TransferSyntaxes.Contains);
}
