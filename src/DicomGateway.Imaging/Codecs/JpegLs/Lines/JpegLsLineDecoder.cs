using System.Runtime.CompilerServices;

namespace DicomGateway.Imaging.Codecs.JpegLs.Lines;

/// <summary>Decodes lines of one component (T.87 A.3 to A.7).</summary>
internal ref struct JpegLsLineDecoder(JpegLsModel model, JpegLsBitReader reader)
{
    // Larger errors would spoil the sums of contexts; sound streams have none above the half of it.
    private const int LargestCode = 1 << 18;
    private readonly JpegLsParameters _parameters = model.Parameters;
    private readonly int _longestCode = model.Parameters.Limit - model.Parameters.ErrorBits - 1;
    private JpegLsBitReader _reader = reader;

    /// <summary>Where the entropy-coded data go on.</summary>
    public readonly int Position => _reader.Position;

    public void Decode(JpegLsLines lines, int component)
    {
        lines.Begin();
        var above = lines.Above;
        var current = lines.Current;
        for (var column = 1; column < current.Length - 1;)
        {
            var neighbourhood = model.Neighbourhood(current[column - 1], above[column], above[column - 1], above[column + 1]);
            if (neighbourhood != 0)
            {
                current[column] = Sample(neighbourhood, JpegLsModel.Predict(current[column - 1], above[column], above[column - 1]));
                column++;
            }
            else
            {
                column = Run(above, current, column, component);
            }
        }

        lines.End();
    }

    /// <summary>A sample outside runs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Sample(int neighbourhood, int predicted)
    {
        // -1 for a mirrored neighbourhood, else 0
        var sign = neighbourhood >> 31;
        ref var context = ref model.Context((neighbourhood ^ sign) - sign);
        predicted = _parameters.Clamp(predicted + ((context.Correction ^ sign) - sign));
        var order = context.Order();
        var code = Code(order, _longestCode);
        var error = (code >> 1) ^ -(code & 1);
        if (order == 0 && _parameters.Near == 0 && context.LeansBelow)
            error = ~error;
        context.Learn(error, _parameters);
        return _parameters.Reconstruct(predicted, (error ^ sign) - sign);
    }

    /// <summary>How many samples of a run follow, of those left in the line (A.7.1).</summary>
    public int RunLength(int left, int component)
    {
        var length = 0;
        while (_reader.ReadBit())
        {
            var piece = 1 << model.RunOrder(component);
            if (piece <= left - length)
                model.LongerRuns(component);
            length = Math.Min(left, length + piece);
            if (length == left)
                return length;
        }

        length += _reader.ReadBits(model.RunOrder(component));
        return length < left ? length : throw new FrameCodecException("The JPEG-LS stream is damaged: a run is longer than its line.");
    }

    /// <summary>The sample that ends a run (A.7.2).</summary>
    public int Interruption(int left, int above, int kind, int component)
    {
        ref var context = ref model.RunContext(kind);
        var order = context.Order();
        var code = Code(order, _longestCode - model.RunOrder(component) - 1);
        var error = context.Error(code, order);
        context.Learn(error, code, _parameters.Reset);
        if (kind != 0)
            return _parameters.Reconstruct(left, error);
        return _parameters.Reconstruct(above, left > above ? -error : error);
    }

    private int Run(int[] above, int[] current, int column, int component)
    {
        var left = current[column - 1];
        var length = RunLength(current.Length - 1 - column, component);
        current.AsSpan(column, length).Fill(left);
        column += length;
        if (column == current.Length - 1)
            return column;
        var kind = Math.Abs(left - above[column]) <= _parameters.Near ? 1 : 0;
        current[column] = Interruption(left, above[column], kind, component);
        model.ShorterRuns(component);
        return column + 1;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Code(int order, int longest)
    {
        var code = _reader.ReadGolomb(order, longest, _parameters.ErrorBits);
        return code < LargestCode ? code : throw new FrameCodecException("The JPEG-LS stream is damaged: an error is larger than any sample.");
    }
}
