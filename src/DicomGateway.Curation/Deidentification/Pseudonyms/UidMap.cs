using System.Collections.Concurrent;
using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Dictionary;

namespace DicomGateway.Curation.Deidentification.Pseudonyms;

/// <summary>New UIDs for old: a version 8 UUID under 2.25, made of the project's key and the old UID.</summary>
internal sealed class UidMap(ProjectKey key)
{
    private const string DicomRoot = "1.2.840.10008.";
    private const int CacheSize = 4096;

    private readonly ConcurrentDictionary<string, string> _cache = new(StringComparer.Ordinal);

    /// <summary>True for a UID that the standard defines: it names no instance and is never changed.</summary>
    public static bool IsWellKnown(string uid) => uid.StartsWith(DicomRoot, StringComparison.Ordinal) || DicomUIDDictionary.IsWellKnown(new DicomUID(uid));

    /// <summary>The new UID; empty and well-known ones stay as they are.</summary>
    public string Map(string uid)
    {
        var trimmed = uid.Trim(' ', '\0');
        if (trimmed.Length == 0 || IsWellKnown(trimmed))
            return trimmed;
        if (_cache.TryGetValue(trimmed, out var known))
            return known;
        var mapped = DicomUID.FromUuid(key.Hmac("uid"u8, trimmed).AsSpan(0, 16), version: 8).UID;
        if (_cache.Count >= CacheSize)
            _cache.Clear();
        _cache[trimmed] = mapped;
        return mapped;
    }
}
