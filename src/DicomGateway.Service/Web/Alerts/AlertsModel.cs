namespace DicomGateway.Service.Web.Alerts;

/// <summary>What is wrong now, what was told, and how.</summary>
public sealed record AlertsModel(IReadOnlyList<OpenAlert> Open, IReadOnlyList<ToldAlert> Told, IReadOnlyList<AlertWay> Ways);

/// <summary>Something that is wrong now.</summary>
public sealed record OpenAlert(string Kind, string Text, DateTimeOffset Since, bool IsTold);

/// <summary>A message.</summary>
public sealed record ToldAlert(DateTimeOffset At, string Kind, string Title, bool IsOver, IReadOnlyList<string> Lines);

/// <summary>How people are told.</summary>
public sealed record AlertWay(string Name, long Waiting, DateTimeOffset? LastTaken, string? Problem);
