using System.Globalization;

namespace DicomGateway.Network.Dimse;

/// <summary>Status (0000,0900) with the categories and names of PS3.7 annex C and of the service classes in PS3.4.</summary>
/// <param name="Code">The value on the wire.</param>
public readonly record struct DimseStatus(ushort Code)
{
    /// <summary>0000: Success.</summary>
    public static DimseStatus Success { get; } = new(0x0000);

    /// <summary>FF00: Pending.</summary>
    public static DimseStatus Pending { get; } = new(0xFF00);

    /// <summary>FF01: Pending, optional keys not supported.</summary>
    public static DimseStatus PendingWithWarning { get; } = new(0xFF01);

    /// <summary>FE00: Cancel.</summary>
    public static DimseStatus Cancel { get; } = new(0xFE00);

    /// <summary>0110: Processing failure.</summary>
    public static DimseStatus ProcessingFailure { get; } = new(0x0110);

    /// <summary>0117: Invalid SOP Instance UID.</summary>
    public static DimseStatus InvalidObjectInstance { get; } = new(0x0117);

    /// <summary>0122: SOP class not supported.</summary>
    public static DimseStatus SopClassNotSupported { get; } = new(0x0122);

    /// <summary>0124: Not authorized.</summary>
    public static DimseStatus NotAuthorized { get; } = new(0x0124);

    /// <summary>0210: Duplicate invocation.</summary>
    public static DimseStatus DuplicateInvocation { get; } = new(0x0210);

    /// <summary>0211: Unrecognized operation.</summary>
    public static DimseStatus UnrecognizedOperation { get; } = new(0x0211);

    /// <summary>0212: Mistyped argument.</summary>
    public static DimseStatus MistypedArgument { get; } = new(0x0212);

    /// <summary>A700: Refused, out of resources.</summary>
    public static DimseStatus OutOfResources { get; } = new(0xA700);

    /// <summary>A801: Refused, move destination unknown.</summary>
    public static DimseStatus MoveDestinationUnknown { get; } = new(0xA801);

    /// <summary>A900: Data set does not match SOP class.</summary>
    public static DimseStatus DataSetDoesNotMatchSopClass { get; } = new(0xA900);

    /// <summary>C000: Cannot understand.</summary>
    public static DimseStatus CannotUnderstand { get; } = new(0xC000);

    /// <summary>B000: C-STORE coercion of data elements; C-MOVE, C-GET: sub-operations complete with failures.</summary>
    public static DimseStatus Coercion { get; } = new(0xB000);

    /// <summary>B006: C-STORE, elements discarded.</summary>
    public static DimseStatus ElementsDiscarded { get; } = new(0xB006);

    /// <summary>B007: C-STORE, data set does not match SOP class (warning).</summary>
    public static DimseStatus DataSetDoesNotMatchSopClassWarning { get; } = new(0xB007);

    /// <summary>What the code says about the operation; codes that the standard does not know count as failures.</summary>
    public DimseStatusCategory Category => Code switch
    {
        0x0000 => DimseStatusCategory.Success,
        0xFF00 or 0xFF01 => DimseStatusCategory.Pending,
        0xFE00 => DimseStatusCategory.Cancel,
        0x0001 or 0x0107 or 0x0116 or (>= 0xB000 and <= 0xBFFF) => DimseStatusCategory.Warning,
        _ => DimseStatusCategory.Failure,
    };

    /// <summary>Success or warning: the operation was performed.</summary>
    public bool IsDone => Category is DimseStatusCategory.Success or DimseStatusCategory.Warning;

    /// <summary>More responses follow.</summary>
    public bool IsPending => Category == DimseStatusCategory.Pending;

    /// <summary>The name that the standard gives to the code.</summary>
    public string Name => DimseStatusNames.Of(Code);

    /// <summary>Code and name, such as <c>A700 Refused: out of resources</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Code:X4} {Name}");
}
