namespace Earshot.Evaluation.Figures.Layout;

/// <summary>From numbers on an axis to places on the page.</summary>
internal sealed class Scale
{
    private readonly Axis _axis;
    private readonly double _from;
    private readonly double _to;

    private Scale(Axis axis, double min, double max, double from, double to)
    {
        _axis = axis;
        Min = min;
        Max = max;
        _from = from;
        _to = to;
    }

    public double Min { get; }

    public double Max { get; }

    /// <summary>Chooses the ends from the data where the axis does not state them.</summary>
    /// <param name="axis">The axis.</param>
    /// <param name="data">What the layers cover.</param>
    /// <param name="rounded">Whether the ends move out to round numbers.</param>
    /// <param name="count">Wanted number of marks.</param>
    public static (double Min, double Max) Range(Axis axis, Extent data, bool rounded, double count)
    {
        if (axis.Categories is not null)
        {
            return (0, axis.Categories.Count);
        }

        double min = axis.Min ?? (data.IsEmpty ? (axis.IsLogarithmic ? 1 : 0) : data.Min);
        double max = axis.Max ?? (data.IsEmpty ? (axis.IsLogarithmic ? 10 : 1) : data.Max);
        if (axis.IsLogarithmic)
        {
            if (!(min > 0))
            {
                throw new ArgumentException($"the logarithmic axis '{axis.Label}' reaches down to {min}; expected numbers above 0, or state Min", nameof(axis));
            }

            min = rounded && axis.Min is null ? Math.Pow(10, Math.Floor(Math.Log10(min))) : min;
            max = rounded && axis.Max is null ? Math.Pow(10, Math.Ceiling(Math.Log10(max))) : max;
            return max > min ? (min, max) : (min, min * 10);
        }

        if (!(max > min))
        {
            // One value: a range around it, to the side that is not stated.
            double room = Math.Max(Math.Abs(min) * 0.1, 0.5);
            min = axis.Min ?? (min - room);
            max = axis.Max ?? (min + (2 * room));
        }

        double step = Ticks.Step(min, max, count);
        min = rounded && axis.Min is null ? Math.Floor((min / step) + 1e-9) * step : min;
        max = rounded && axis.Max is null ? Math.Ceiling((max / step) - 1e-9) * step : max;
        return (min, max);
    }

    public static Scale Create(Axis axis, (double Min, double Max) range, double from, double to) => new(axis, range.Min, range.Max, from, to);

    public double Map(double value)
    {
        double share = _axis.IsLogarithmic
            ? Math.Log(Math.Max(value, Min * 1e-6) / Min) / Math.Log(Max / Min)
            : (value - Min) / (Max - Min);
        // Far outside is as good as outside; this keeps coordinates finite.
        return _from + (Math.Clamp(share, -10, 11) * (_to - _from));
    }

    public List<Tick> Marks(double count)
    {
        if (_axis.Categories is { } names)
        {
            return [.. names.Select((name, i) => new Tick(i + 0.5, name))];
        }

        return _axis.IsLogarithmic ? Ticks.Logarithmic(Min, Max, count) : Ticks.Linear(Min, Max, count);
    }
}
