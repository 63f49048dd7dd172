namespace DicomGateway.Imaging.Codecs.JpegLs.Lines;

/// <summary>Encodes lines of one component (T.87 A.3 to A.7). Samples become what a decoder gets.</summary>
internal ref struct JpegLsLineEncoder(JpegLsModel model, JpegLsBitWriter writer)
{
    private readonly JpegLsParameters _parameters = model.Parameters;
    private readonly int _longestCode = model.Parameters.Limit - model.Parameters.ErrorBits - 1;
    private JpegLsBitWriter _writer = writer;

    public void Encode(JpegLsLines lines, int component)
    {
        lines.Begin();
        var above = lines.Above;
        var current = lines.Current;
        for (var column = 1; column < current.Length - 1;)
        {
            var neighbourhood = model.Neighbourhood(current[column - 1], above[column], above[column - 1], above[column + 1]);
            if (neighbourhood != 0)
            {
                current[column] = Sample(neighbourhood, JpegLsModel.Predict(current[column - 1], above[column], above[column - 1]), current[column]);
                column++;
            }
            else
            {
                column = Run(above, current, column, component);
            }
        }

        lines.End();
    }

    /// <summary>A sample outside runs; returns what it is for a decoder.</summary>
    public int Sample(int neighbourhood, int predicted, int sample)
    {
        // -1 for a mirrored neighbourhood, else 0
        var sign = neighbourhood >> 31;
        ref var context = ref model.Context((neighbourhood ^ sign) - sign);
        predicted = _parameters.Clamp(predicted + ((context.Correction ^ sign) - sign));
        var error = _parameters.Error(((sample - predicted) ^ sign) - sign);
        var order = context.Order();
        var turned = order == 0 && _parameters.Near == 0 && context.LeansBelow ? ~error : error;
        _writer.WriteGolomb(turned >= 0 ? 2 * turned : (-2 * turned) - 1, order, _longestCode, _parameters.ErrorBits);
        context.Learn(error, _parameters);
        return _parameters.Reconstruct(predicted, (error ^ sign) - sign);
    }

    /// <summary>Says how long a run is (A.7.1).</summary>
    public void RunLength(int length, bool toEndOfLine, int component)
    {
        for (; length >= 1 << model.RunOrder(component); model.LongerRuns(component))
        {
            _writer.Write(1, 1);
            length -= 1 << model.RunOrder(component);
        }

        if (!toEndOfLine)
            _writer.Write(length, model.RunOrder(component) + 1);
        else if (length > 0)
            _writer.Write(1, 1);
    }

    /// <summary>The sample that ends a run (A.7.2); returns what it is for a decoder.</summary>
    public int Interruption(int left, int above, int kind, int component, int sample)
    {
        ref var context = ref model.RunContext(kind);
        var predicted = kind != 0 ? left : above;
        var turn = kind == 0 && left > above;
        var error = _parameters.Error(turn ? predicted - sample : sample - predicted);
        var order = context.Order();
        var code = context.Code(error, order);
        _writer.WriteGolomb(code, order, _longestCode - model.RunOrder(component) - 1, _parameters.ErrorBits);
        context.Learn(error, code, _parameters.Reset);
        return _parameters.Reconstruct(predicted, turn ? -error : error);
    }

    public void Finish() => _writer.Finish();

    private int Run(int[] above, int[] current, int column, int component)
    {
        var end = current.Length - 1;
        var left = current[column - 1];
        var first = column;
        for (; column < end && Math.Abs(current[column] - left) <= _parameters.Near; column++)
            current[column] = left;
        RunLength(column - first, column == end, component);
        if (column == end)
            return column;
        var kind = Math.Abs(left - above[column]) <= _parameters.Near ? 1 : 0;
        current[column] = Interruption(left, above[column], kind, component, current[column]);
        model.ShorterRuns(component);
        return column + 1;
    }
}
