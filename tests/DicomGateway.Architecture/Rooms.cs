using System.Reflection;

namespace DicomGateway.Architecture;

/// <summary>The product's assemblies.</summary>
internal static class Rooms
{
    public static Assembly Dicom { get; } = Assembly.Load("DicomGateway.Dicom");
    public static Assembly Imaging { get; } = Assembly.Load("DicomGateway.Imaging");
    public static Assembly Network { get; } = Assembly.Load("DicomGateway.Network");
    public static Assembly Curation { get; } = Assembly.Load("DicomGateway.Curation");
    public static Assembly Transfer { get; } = Assembly.Load("DicomGateway.Transfer");
    public static Assembly Service { get; } = Assembly.Load("dicom-gateway");

    public static IReadOnlyList<Assembly> All { get; } = [Dicom, Imaging, Network, Curation, Transfer, Service];

    /// <summary>The types of a namespace and of those below it.</summary>
    public static IEnumerable<Type> In(string room) =>
        All.SelectMany(assembly => assembly.GetTypes()).Where(type => IsIn(type, room));

    public static bool IsIn(Type type, string room)
    {
        var name = type.Namespace ?? "";
        return name == room || name.StartsWith(room + ".", StringComparison.Ordinal);
    }

    /// <summary>DicomGateway.Project.Room.Folder, or deeper: a folder inside a room or inside a folder of one, and what it is in.</summary>
    public static bool IsFolderOfRoom(Type type) =>
        type.Namespace is { } name && name.StartsWith("DicomGateway.", StringComparison.Ordinal) && name.Count(c => c == '.') >= 3;

    public static string Parent(Type type) => type.Namespace![..type.Namespace!.LastIndexOf('.')];
}
