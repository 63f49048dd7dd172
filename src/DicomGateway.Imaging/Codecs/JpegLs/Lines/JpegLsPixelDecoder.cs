namespace DicomGateway.Imaging.Codecs.JpegLs.Lines;

/// <summary>Decodes lines whose components are interleaved sample by sample: runs are runs of all of them (T.87 B.2.3).</summary>
internal static class JpegLsPixelDecoder
{
    public static void Decode(ref JpegLsLineDecoder decoder, JpegLsModel model, JpegLsLines[] components)
    {
        foreach (var lines in components)
            lines.Begin();
        var end = components[0].Current.Length - 1;
        Span<int> neighbourhoods = stackalloc int[components.Length];
        for (var column = 1; column < end;)
        {
            if (Neighbourhoods(model, components, column, neighbourhoods))
            {
                column = Run(ref decoder, model, components, column);
                continue;
            }

            for (var index = 0; index < components.Length; index++)
            {
                var current = components[index].Current;
                var above = components[index].Above;
                current[column] = decoder.Sample(neighbourhoods[index], JpegLsModel.Predict(current[column - 1], above[column], above[column - 1]));
            }

            column++;
        }

        foreach (var lines in components)
            lines.End();
    }

    /// <summary>Finds the neighbourhood of each component; true when a run starts.</summary>
    public static bool Neighbourhoods(JpegLsModel model, JpegLsLines[] components, int column, Span<int> neighbourhoods)
    {
        var any = 0;
        for (var index = 0; index < components.Length; index++)
        {
            var current = components[index].Current;
            var above = components[index].Above;
            any |= neighbourhoods[index] = model.Neighbourhood(current[column - 1], above[column], above[column - 1], above[column + 1]);
        }

        return any == 0;
    }

    private static int Run(ref JpegLsLineDecoder decoder, JpegLsModel model, JpegLsLines[] components, int column)
    {
        var end = components[0].Current.Length - 1;
        var length = decoder.RunLength(end - column, 0);
        foreach (var lines in components)
            lines.Current.AsSpan(column, length).Fill(lines.Current[column - 1]);
        column += length;
        if (column == end)
            return column;
        // The kind of a single component is not asked for: all end their run together.
        foreach (var lines in components)
            lines.Current[column] = decoder.Interruption(lines.Current[column - 1], lines.Above[column], 0, 0);
        model.ShorterRuns(0);
        return column + 1;
    }
}
