using System.Text;
using TextEncoding = System.Text.Encoding;

namespace DicomGateway.Dicom.Data.CharacterSets;

/// <summary>Encodings by code page number, without registering a provider for the whole process.</summary>
internal static class CodePages
{
    /// <summary>Bytes without a character become U+FFFD; characters without bytes are an <see cref="EncoderFallbackException"/>.</summary>
    public static TextEncoding Get(int codePage)
    {
        var (encoder, decoder) = (EncoderFallback.ExceptionFallback, new DecoderReplacementFallback("\uFFFD"));
        return CodePagesEncodingProvider.Instance.GetEncoding(codePage, encoder, decoder) ?? TextEncoding.GetEncoding(codePage, encoder, decoder);
    }
}
