namespace Earshot.Signals.Resampling;

/// <summary>Everything about a conversion that streams share: its exact step, its filter, where the first output lies. Immutable.</summary>
internal sealed class ResamplerPlan
{
    private readonly Int128 _delayTicks;

    public ResamplerPlan(int inputRate, int outputRate, ResamplerOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(inputRate, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(inputRate, Resampler.MaxRate);
        ArgumentOutOfRangeException.ThrowIfLessThan(outputRate, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(outputRate, Resampler.MaxRate);
        if (inputRate > (long)outputRate * Resampler.MaxDecimation)
        {
            throw new ArgumentOutOfRangeException(nameof(outputRate), outputRate, $"expected at least 1/{Resampler.MaxDecimation} of the input rate {inputRate}");
        }

        ResamplerOptions.Validate(options);
        InputRate = inputRate;
        OutputRate = outputRate;
        Step = new RateStep(inputRate, outputRate, options.SkewPpm);

        // 1. The delay in ticks: whole ones, rounded up, and what that is too much, which the filter takes in.
        double whole = Math.Floor(options.DelaySamples);
        double fraction = (options.DelaySamples - whole) * Step.Numerator;
        _delayTicks = ((Int128)whole * Step.Numerator) + (Int128)Math.Ceiling(fraction);
        PhaseOffset = Math.Ceiling(fraction) - fraction;
        Table = PolyphaseTable.Create(Step, options.Quality, PhaseOffset);
        PhasesPerTick = Table.PhaseCount / (double)Step.Denominator;

        // 2. The first position, -delay, as whole input samples (rounded down) and a fraction.
        int samplesBack = checked((int)((_delayTicks + Step.Denominator - 1) / Step.Denominator));
        FirstTicks = (long)(((Int128)samplesBack * Step.Denominator) - _delayTicks);
        LeadingZeros = checked((Table.TapCount / 2) - 1 + samplesBack);
    }

    public int InputRate { get; }

    public int OutputRate { get; }

    /// <summary>Input samples per output sample.</summary>
    public RateStep Step { get; }

    /// <summary>The filter.</summary>
    public PolyphaseTable Table { get; }

    /// <summary>Phases of the table per tick.</summary>
    public double PhasesPerTick { get; }

    /// <summary>Fraction of a tick by which every position exceeds its count of ticks, 0 .. 1.</summary>
    public double PhaseOffset { get; }

    /// <summary>Fraction of the first position, in ticks.</summary>
    public long FirstTicks { get; }

    /// <summary>Samples of silence between the start of the first output's window and the first input sample.</summary>
    public int LeadingZeros { get; }

    /// <summary>Samples that a whole signal becomes: round(inputLength / step + delay), halves up.</summary>
    /// <param name="inputLength">Input samples.</param>
    public Int128 TotalLength(long inputLength)
    {
        // The delay is _delayTicks - PhaseOffset; rounding what is taken off up to whole half ticks leaves the floor as it is.
        Int128 halfTicks = (2 * (((Int128)inputLength * Step.Denominator) + _delayTicks)) - (int)Math.Ceiling(2 * PhaseOffset);
        return (halfTicks + Step.Numerator) / (2 * (Int128)Step.Numerator);
    }
}
