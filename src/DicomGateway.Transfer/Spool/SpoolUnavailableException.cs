namespace DicomGateway.Transfer.Spool;

/// <summary>This instance cannot be kept: answer A700. The next one may fit; the association need not end.</summary>
public sealed class SpoolUnavailableException : IOException
{
    public SpoolUnavailableException(SpoolTrouble trouble, string message, Exception? innerException = null)
        : base(message, innerException) => Trouble = trouble;

    public SpoolTrouble Trouble { get; }
}
