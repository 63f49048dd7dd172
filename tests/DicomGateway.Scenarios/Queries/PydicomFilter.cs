using DicomGateway.Testing.Faults.Machine;

namespace DicomGateway.Scenarios.Queries;

/// <summary>pydicom's reading of the sealed copies of a node, filtered in Python: what a query should find, reached without any code of ours.</summary>
internal static class PydicomFilter
{
    private const string Python = "/usr/bin/python3";

    private const string Script = """
        import fnmatch, glob, os, sys, pydicom
        folder, level, keys = sys.argv[1], sys.argv[2], [k.split('=', 1) for k in sys.argv[3:]]
        unique = dict(PATIENT='PatientID', STUDY='StudyInstanceUID', SERIES='SeriesInstanceUID', IMAGE='SOPInstanceUID')[level]
        files = [pydicom.dcmread(f, stop_before_pixels=True) for m in glob.glob(folder + '/*/*/manifest.json') for f in glob.glob(os.path.dirname(m) + '/*.dcm')]
        modalities = {}
        for d in files:
            modalities.setdefault(d.StudyInstanceUID, set()).add(d.get('Modality', ''))
        def values(d, name):
            if name == 'ModalitiesInStudy':
                return modalities[d.StudyInstanceUID]
            v = d.get(name)
            return [str(x) for x in v] if isinstance(v, (list, pydicom.multival.MultiValue)) else [] if v is None or str(v) == '' else [str(v)]
        def matches(d, name, key):
            vr, found = pydicom.datadict.dictionary_VR(name), values(d, name)
            if key in ('', '*'):
                return True
            if vr in ('DA', 'TM') and '-' in key:
                low, high = key.split('-')
                return any((not low or v >= low) and (not high or v <= high) for v in found)
            if vr == 'UI':
                return any(v in key.split('\\') for v in found)
            if vr == 'PN':
                return any(fnmatch.fnmatchcase(v.upper(), key.upper()) for v in found)
            if vr == 'IS':
                return any(int(v) == int(key) for v in found)
            return any(fnmatch.fnmatchcase(v, key) for v in found)
        print('\n'.join(sorted({str(d.get(unique)) for d in files if all(matches(d, n, k) for n, k in keys)})))
        """;

    public static async Task RequireAsync()
    {
        if (!File.Exists(Python) || (await Tool.TryRunAsync(Python, "-c", "import pydicom")).Status != 0)
            Assert.Ignore("python3-pydicom is missing.");
    }

    /// <summary>The unique keys at the level of what matches, in order.</summary>
    public static async Task<IReadOnlyList<string>> FindAsync(string studies, string level, IEnumerable<string> keys)
    {
        var (status, output, error) = await Tool.TryRunAsync(Python, ["-c", Script, studies, level, .. keys]);
        Assert.That(status, Is.Zero, error);
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
