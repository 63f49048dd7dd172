namespace DicomGateway.Imaging.Codecs.JpegLs.Lines;

/// <summary>Encodes lines whose components are interleaved sample by sample.</summary>
internal static class JpegLsPixelEncoder
{
    public static void Encode(ref JpegLsLineEncoder encoder, JpegLsModel model, JpegLsLines[] components)
    {
        foreach (var lines in components)
            lines.Begin();
        var end = components[0].Current.Length - 1;
        Span<int> neighbourhoods = stackalloc int[components.Length];
        for (var column = 1; column < end;)
        {
            if (JpegLsPixelDecoder.Neighbourhoods(model, components, column, neighbourhoods))
            {
                column = Run(ref encoder, model, components, column);
                continue;
            }

            for (var index = 0; index < components.Length; index++)
            {
                var current = components[index].Current;
                var above = components[index].Above;
                var predicted = JpegLsModel.Predict(current[column - 1], above[column], above[column - 1]);
                current[column] = encoder.Sample(neighbourhoods[index], predicted, current[column]);
            }

            column++;
        }

        foreach (var lines in components)
            lines.End();
    }

    private static int Run(ref JpegLsLineEncoder encoder, JpegLsModel model, JpegLsLines[] components, int column)
    {
        var end = components[0].Current.Length - 1;
        var first = column;
        while (column < end && Goes(components, column, model.Parameters.Near))
        {
            foreach (var lines in components)
                lines.Current[column] = lines.Current[column - 1];
            column++;
        }

        encoder.RunLength(column - first, column == end, 0);
        if (column == end)
            return column;
        foreach (var lines in components)
            lines.Current[column] = encoder.Interruption(lines.Current[column - 1], lines.Above[column], 0, 0, lines.Current[column]);
        model.ShorterRuns(0);
        return column + 1;
    }

    private static bool Goes(JpegLsLines[] components, int column, int near)
    {
        foreach (var lines in components)
        {
            if (Math.Abs(lines.Current[column] - lines.Current[column - 1]) > near)
                return false;
        }

        return true;
    }
}
