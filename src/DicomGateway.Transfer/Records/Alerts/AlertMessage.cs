namespace DicomGateway.Transfer.Records.Alerts;

/// <summary>What is told at once about one kind.</summary>
/// <param name="MessageId">Its number; 0 before it was stored. The same at every try, so that a receiver knows a repetition.</param>
/// <param name="Kind">What it is about.</param>
/// <param name="MadeAt">When.</param>
/// <param name="Title">In one line.</param>
/// <param name="IsOver">Everything of the kind has ended.</param>
/// <param name="Lines">What it tells.</param>
public sealed record AlertMessage(long MessageId, AlertKind Kind, DateTimeOffset MadeAt, string Title, bool IsOver, IReadOnlyList<AlertLine> Lines);
