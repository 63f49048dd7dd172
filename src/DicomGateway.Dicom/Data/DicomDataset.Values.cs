using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using DicomGateway.Dicom.Dictionary;

namespace DicomGateway.Dicom.Data;

/// <content>Typed access to values.</content>
public sealed partial class DicomDataset
{
    /// <summary>The element's text, values separated by backslash, trailing padding removed.</summary>
    /// <exception cref="DicomDataException">The element is missing or holds no text.</exception>
    public string GetString(DicomTag tag) => DicomValueDecoder.Text(RequireElement(tag), CharacterSet);

    /// <summary>The element's text, or an empty string when the element is missing, is a sequence or is on disk.</summary>
    public string GetStringOrEmpty(DicomTag tag) =>
        Find<DicomElement>(tag) is { Stored: null } element ? DicomValueDecoder.Text(element, CharacterSet) : string.Empty;

    /// <summary>True when the element is there and its text is not empty.</summary>
    public bool TryGetString(DicomTag tag, [NotNullWhen(true)] out string? value)
    {
        value = GetStringOrEmpty(tag);
        return value.Length > 0;
    }

    /// <summary>The values as text, numbers and tags of binary VRs included; empty when the element is missing or has no value.</summary>
    public IReadOnlyList<string> GetStrings(DicomTag tag) =>
        Find<DicomElement>(tag) is { Stored: null } element ? DicomValueDecoder.Strings(element, CharacterSet) : [];

    /// <summary>All values as numbers: binary VRs, IS and DS.</summary>
    /// <exception cref="DicomDataException">The element is missing, or a value is no number or does not fit.</exception>
    public T[] GetValues<T>(DicomTag tag)
        where T : struct, INumber<T> => DicomValueDecoder.Numbers<T>(RequireElement(tag), CharacterSet);

    /// <inheritdoc cref="GetValues"/>
    public T GetValue<T>(DicomTag tag, int index = 0)
        where T : struct, INumber<T>
    {
        var values = GetValues<T>(tag);
        return index < values.Length ? values[index] : throw new DicomDataException($"{tag} has {values.Length} values; value {index + 1} was asked for.");
    }

    /// <summary>True when the element is there and has a value of this index that is a number and fits.</summary>
    public bool TryGetValue<T>(DicomTag tag, out T value, int index = 0)
        where T : struct, INumber<T>
    {
        value = default;
        if (Find<DicomElement>(tag) is not { Stored: null } element || !DicomValueDecoder.TryNumbers<T>(element, CharacterSet, out var values) || index >= values.Length)
            return false;
        value = values[index];
        return true;
    }

    public T GetValueOrDefault<T>(DicomTag tag, T defaultValue = default)
        where T : struct, INumber<T> => TryGetValue<T>(tag, out var value) ? value : defaultValue;

    /// <summary>The first value as UID; null when missing or empty.</summary>
    public DicomUID? GetUID(DicomTag tag) => GetStrings(tag) is [{ Length: > 0 } uid, ..] ? new DicomUID(uid) : null;

    /// <summary>The sequence.</summary>
    /// <exception cref="DicomDataException">It is missing or no sequence.</exception>
    public DicomSequence GetSequence(DicomTag tag) => Find<DicomSequence>(tag) ?? throw Missing(tag);

    public bool TryGetSequence(DicomTag tag, [NotNullWhen(true)] out DicomSequence? sequence)
    {
        sequence = Find<DicomSequence>(tag);
        return sequence is not null;
    }

    /// <summary>Sets text values with the dictionary's VR. Text must be representable in <see cref="CharacterSet"/>.</summary>
    /// <exception cref="DicomDataException">The tag is not in the dictionary, or a value does not fit its VR.</exception>
    public DicomDataset AddOrUpdate(DicomTag tag, params string[] values) => AddOrUpdate(tag, DictionaryVR(tag), values);

    public DicomDataset AddOrUpdate(DicomTag tag, DicomVR vr, params string[] values) =>
        AddOrUpdate(new DicomElement(tag, vr, DicomValueEncoder.FromStrings(tag, vr, values, CharacterSet)));

    public DicomDataset AddOrUpdate(DicomTag tag, params DicomUID[] values) =>
        AddOrUpdate(tag, DicomVR.UI, Array.ConvertAll(values, uid => uid.UID));

    /// <summary>Sets numbers with the dictionary's VR (the first where it names several): binary, IS or DS.</summary>
    public DicomDataset AddOrUpdate<T>(DicomTag tag, params T[] values)
        where T : struct, INumber<T> => AddOrUpdate(tag, DictionaryVR(tag), values);

    /// <exception cref="DicomDataException">A number does not fit the VR.</exception>
    public DicomDataset AddOrUpdate<T>(DicomTag tag, DicomVR vr, params T[] values)
        where T : struct, INumber<T> => AddOrUpdate(new DicomElement(tag, vr, DicomValueEncoder.FromNumbers(tag, vr, values)));

    public DicomDataset AddOrUpdate(DicomTag tag, params DicomDataset[] items) => AddOrUpdate(new DicomSequence(tag, items));

    private static DicomVR DictionaryVR(DicomTag tag) =>
        DicomDictionary.Find(tag) is { } entry ? entry.VRs[0] : throw new DicomDataException($"{tag} is not in the dictionary: name its VR.");

    private DicomElement RequireElement(DicomTag tag) => Find<DicomElement>(tag) switch
    {
        null => throw Missing(tag),
        { Stored: { } stored } => throw new DicomDataException($"The value of {tag} is on disk ({stored.Length} bytes): too long to be asked for here."),
        var element => element,
    };
}
