namespace DicomGateway.Transfer.Jobs.Pacs;

/// <summary>A time of the week, in the time zone of the node. One that ends before it begins goes over midnight.</summary>
/// <param name="Days">Days on which it begins.</param>
/// <param name="From">When it begins.</param>
/// <param name="To">When it ends; equal to <paramref name="From"/> for the whole day.</param>
public sealed record WeeklyWindow(IReadOnlyList<DayOfWeek> Days, TimeOnly From, TimeOnly To);
