namespace DicomGateway.Dicom.Data.CharacterSets;

/// <summary>What was wrong with a Specific Character Set or with text that claims to be in it. Text is decoded all the same.</summary>
[Flags]
public enum CharacterSetProblems
{
    None = 0,

    /// <summary>A defined term is written in a way of its own ("ISO-IR 100", "UTF-8") and was understood.</summary>
    MisspeltTerm = 1,

    /// <summary>A defined term is unknown and was left out.</summary>
    UnknownTerm = 2,

    /// <summary>The terms may not be combined (PS3.3 C.12.1.1.2): UTF-8, GB18030 and GBK stand alone, and several terms need code extensions.</summary>
    WrongCombination = 4,

    /// <summary>An escape sequence invokes a known set that Specific Character Set does not name; it was followed.</summary>
    UndeclaredEscape = 8,

    /// <summary>An escape sequence is cut off or names no set of the standard; it became U+FFFD.</summary>
    BrokenEscape = 16,

    /// <summary>Bytes above 7F came where no set for them was invoked; the set last used or declared was taken, else Latin-1.</summary>
    MissingEscape = 32,

    /// <summary>Bytes that stand for no character of their set became U+FFFD.</summary>
    InvalidBytes = 64,
}
