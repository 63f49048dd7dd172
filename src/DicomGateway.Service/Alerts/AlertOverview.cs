using DicomGateway.Transfer.Records.Alerts;

namespace DicomGateway.Service.Alerts;

/// <summary>Alerts, as commands and the console see them.</summary>
/// <param name="Open">What is wrong now.</param>
/// <param name="Messages">What was told last, newest first.</param>
/// <param name="Channels">How the channels do.</param>
internal sealed record AlertOverview(IReadOnlyList<OpenAlertView> Open, IReadOnlyList<AlertMessageView> Messages, IReadOnlyList<AlertChannelView> Channels);

/// <summary>Something that is wrong now.</summary>
internal sealed record OpenAlertView(string Kind, string Text, DateTimeOffset Since, bool IsTold);

/// <summary>What was told.</summary>
internal sealed record AlertMessageView(long Id, string Kind, DateTimeOffset At, string Title, bool IsOver, IReadOnlyList<AlertLine> Lines);

/// <summary>How a channel does.</summary>
internal sealed record AlertChannelView(string Name, long Waiting, DateTimeOffset? LastTaken, string? Problem);

/// <summary>Whether a test was taken, and why not.</summary>
internal sealed record AlertTestView(string Channel, bool IsTaken, string? Problem);
