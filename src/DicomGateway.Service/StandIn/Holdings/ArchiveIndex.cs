using System.Diagnostics.CodeAnalysis;

namespace DicomGateway.Service.StandIn.Holdings;

/// <summary>
/// What the stand-in holds, in memory: headers only, files are streamed. Readers see a state that does not change under them. Thread safe; one
/// index may serve several stand-ins.
/// </summary>
internal sealed class ArchiveIndex
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, HeldInstance> _instances = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _syntaxes = new(StringComparer.Ordinal);
    private readonly List<string> _order = [];
    private readonly Dictionary<string, HeldStudy> _studies = new(StringComparer.Ordinal);

    /// <summary>The studies in the order of their first instances.</summary>
    public IReadOnlyList<HeldStudy> Studies
    {
        get
        {
            lock (_gate)
                return [.. _order.Select(study => _studies[study])];
        }
    }

    public int InstanceCount
    {
        get
        {
            lock (_gate)
                return _instances.Count;
        }
    }

    /// <summary>An index of the instances in a folder and below; other files are left out.</summary>
    public static ArchiveIndex Of(string folder, CancellationToken cancellationToken = default)
    {
        var files = SortedFiles(folder).AsParallel().AsOrdered().WithCancellation(cancellationToken).Select(HeldFile.Read);
        var index = new ArchiveIndex();
        var building = new ArchiveBuilding();
        foreach (var file in files.OfType<HeldFile>())
            building.Add(file);
        index.Fill(building);
        return index;
    }

    public bool Contains(string sopInstanceUid, [NotNullWhen(true)] out HeldInstance? instance)
    {
        lock (_gate)
            return _instances.TryGetValue(sopInstanceUid, out instance);
    }

    public HeldStudy? Study(string studyInstanceUid)
    {
        lock (_gate)
            return _studies.GetValueOrDefault(studyInstanceUid);
    }

    /// <summary>Transfer syntax of the first instance of a SOP class; null when there is none.</summary>
    public string? SyntaxOf(string sopClassUid)
    {
        lock (_gate)
            return _syntaxes.GetValueOrDefault(sopClassUid);
    }

    /// <summary>Adds an instance, or puts it in the place of the one with its SOP Instance UID.</summary>
    public void Add(HeldFile file)
    {
        lock (_gate)
        {
            var building = new ArchiveBuilding();
            if (_studies.TryGetValue(file.Instance.StudyInstanceUid, out var before))
                building.Add(before);
            else
                _order.Add(file.Instance.StudyInstanceUid);
            building.Add(file);
            var study = building.Studies.Single();
            _studies[study.StudyInstanceUid] = study;
            Note(file.Instance);
        }
    }

    private static string[] SortedFiles(string folder)
    {
        var files = Directory.GetFiles(folder, "*", SearchOption.AllDirectories);
        Array.Sort(files, StringComparer.Ordinal);
        return files;
    }

    private void Fill(ArchiveBuilding building)
    {
        foreach (var study in building.Studies)
        {
            _order.Add(study.StudyInstanceUid);
            _studies.Add(study.StudyInstanceUid, study);
            foreach (var instance in study.Instances)
                Note(instance);
        }
    }

    private void Note(HeldInstance instance)
    {
        _instances[instance.SopInstanceUid] = instance;
        _syntaxes.TryAdd(instance.File.SopClassUid, instance.File.TransferSyntaxUid);
    }
}
