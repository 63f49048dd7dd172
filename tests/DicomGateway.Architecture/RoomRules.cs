using System.Reflection;
using System.Runtime.CompilerServices;

namespace DicomGateway.Architecture;

/// <summary>Who may lean on whom: what project references cannot say.</summary>
internal sealed class RoomRules
{
    private static readonly string[] Databases = ["Microsoft.Data.Sqlite", "SQLitePCL", "Dapper", "System.Data"];

    [TestCase("DicomGateway.Dicom", "")]
    [TestCase("DicomGateway.Imaging", "DicomGateway.Dicom")]
    [TestCase("DicomGateway.Network", "DicomGateway.Dicom")]
    [TestCase("DicomGateway.Curation", "DicomGateway.Dicom DicomGateway.Imaging")]
    [TestCase("DicomGateway.Transfer", "DicomGateway.Dicom DicomGateway.Imaging DicomGateway.Network DicomGateway.Curation")]
    [TestCase("dicom-gateway", "DicomGateway.Dicom DicomGateway.Imaging DicomGateway.Network DicomGateway.Curation DicomGateway.Transfer")]
    public void Project_references_run_one_way(string project, string allowed)
    {
        var references = Assembly.Load(project).GetReferencedAssemblies().Select(name => name.Name!)
            .Where(name => name.StartsWith("DicomGateway.", StringComparison.Ordinal));
        Assert.That(references, Is.SubsetOf(allowed.Split(' ')));
    }

    [TestCase("DicomGateway.Dicom.Data", "System.IO.Stream System.IO.FileStream System.IO.MemoryStream System.Net Microsoft.Extensions.Logging")]
    [TestCase("DicomGateway.Dicom.Data", "DicomGateway.Dicom.Files")]
    [TestCase("DicomGateway.Dicom", "System.Net Microsoft.Extensions Microsoft.AspNetCore")]
    [TestCase("DicomGateway.Network.Pdu", "System.Net.Sockets System.Net.Security System.IO.Stream DicomGateway.Network.Transport")]
    [TestCase("DicomGateway.Network.Dimse", "DicomGateway.Network.Transport System.Net.Sockets")]
    [TestCase("DicomGateway.Curation", "System.Net Microsoft.AspNetCore")]
    [TestCase("DicomGateway.Curation.Inspection", "DicomGateway.Curation.Deidentification.Rules DicomGateway.Curation.Deidentification.Pseudonyms")]
    [TestCase("DicomGateway.Curation.Deidentification", "DicomGateway.Curation.Inspection.Searches")]
    [TestCase("DicomGateway.Curation.Validation", "DicomGateway.Curation.Deidentification")]
    [TestCase("DicomGateway.Curation.Metadata", "DicomGateway.Curation.Validation DicomGateway.Curation.Deidentification")]
    [TestCase("DicomGateway.Service.Commands", "DicomGateway.Transfer.Records.GatewayRecords DicomGateway.Transfer.Spool.ISpool")]
    [TestCase("DicomGateway.Service.Health", "DicomGateway.Transfer.Spool")]
    public void Room_keeps_to_its_rule(string room, string forbidden)
    {
        var names = forbidden.Split(' ');
        var broken = from type in Rooms.In(room)
                     from used in TypeDependencies.Of(type)
                     where names.Any(name => used.FullName == name || Rooms.IsIn(used, name))
                     select $"{type.FullName} uses {used.FullName}";
        Assert.That(broken.Distinct(), Is.Empty);
    }

    [Test]
    public void Folders_of_one_room_need_each_other_one_way_at_most()
    {
        var uses = (from type in Rooms.All.SelectMany(assembly => assembly.GetTypes())
                    where Rooms.IsFolderOfRoom(type)
                    from used in TypeDependencies.Of(type)
                    where Rooms.IsFolderOfRoom(used) && Rooms.Parent(type) == Rooms.Parent(used) && type.Namespace != used.Namespace
                    select (type, used)).Distinct().ToLookup(pair => (User: pair.type.Namespace, Used: pair.used.Namespace));
        var broken = from way in uses
                     where uses.Contains((way.Key.Used, way.Key.User))
                     from pair in way
                     select $"{pair.type.FullName} uses {pair.used.FullName}";
        Assert.That(broken, Is.Empty);
    }

    [Test]
    public void Only_records_speaks_to_the_database()
    {
        var broken = from type in Rooms.All.SelectMany(assembly => assembly.GetTypes())
                     where !Rooms.IsIn(type, "DicomGateway.Transfer.Records")
                     from used in TypeDependencies.Of(type)
                     where Databases.Any(name => Rooms.IsIn(used, name))
                     select $"{type.FullName} uses {used.FullName}";
        Assert.That(broken.Distinct(), Is.Empty);
    }

    [Test]
    public void No_static_field_can_change()
    {
        var broken = from type in Rooms.All.SelectMany(assembly => assembly.GetTypes())
                     where !IsCompilerMade(type)
                     from field in type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
                     where !field.IsInitOnly && !field.IsLiteral && !IsCompilerMade(field)
                     select $"{type.FullName}.{field.Name}";
        Assert.That(broken, Is.Empty);
    }

    [Test]
    public void Constructor_takes_at_most_six_dependencies()
    {
        var broken = from type in Rooms.All.SelectMany(assembly => assembly.GetTypes())
                     where type is { IsClass: true, IsAbstract: false } && !IsCompilerMade(type) && !IsRecord(type)
                     from constructor in type.GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
                     where constructor.GetParameters().Count(p => p.ParameterType.IsInterface || IsOurs(p.ParameterType)) > 6
                     select $"{type.FullName}: {constructor.GetParameters().Length} parameters";
        Assert.That(broken, Is.Empty);
    }

    private static bool IsOurs(Type type) => Rooms.All.Contains(type.Assembly) && type.IsClass && !IsRecord(type);

    private static bool IsRecord(Type type) => type.GetMethod("<Clone>$") is not null;

    private static bool IsCompilerMade(MemberInfo member) =>
        member.Name.Contains('<', StringComparison.Ordinal)
        || member.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false)
        || member.IsDefined(typeof(System.CodeDom.Compiler.GeneratedCodeAttribute), inherit: false)
        || (member is Type { DeclaringType: { } owner } && IsCompilerMade(owner));
}
