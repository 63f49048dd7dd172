using System.Net;
using System.Reflection;
using Microsoft.Extensions.Logging;

namespace DicomGateway.Architecture;

/// <summary>What a log method may be given: ids, counts, hashes, kinds. Never a data set, a message or a buffer.</summary>
internal sealed class LogRules
{
    private const BindingFlags Everything =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly HashSet<Type> Plain =
    [
        typeof(string), typeof(int), typeof(long), typeof(ushort), typeof(double), typeof(bool), typeof(Guid), typeof(TimeSpan), typeof(DateTimeOffset), typeof(IPAddress),
    ];

    [Test]
    public void Log_method_takes_plain_values_only()
    {
        var wrong = from type in Rooms.All.SelectMany(assembly => assembly.GetTypes())
                    from method in type.GetMethods(Everything)
                    where method.IsDefined(typeof(LoggerMessageAttribute), inherit: false)
                    from parameter in method.GetParameters()
                    let bare = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType
                    where !Plain.Contains(bare) && !bare.IsEnum && !typeof(Exception).IsAssignableFrom(bare) && !typeof(ILogger).IsAssignableFrom(bare)
                    select $"{type.FullName}.{method.Name}({bare.Name} {parameter.Name})";
        Assert.That(wrong, Is.Empty);
    }

    [Test]
    public void Logging_goes_through_log_methods_only()
    {
        var wrong = from type in Rooms.All.SelectMany(assembly => assembly.GetTypes())
                    where TypeDependencies.Of(type).Contains(typeof(LoggerExtensions))
                    select type.FullName;
        Assert.That(wrong, Is.Empty);
    }
}
