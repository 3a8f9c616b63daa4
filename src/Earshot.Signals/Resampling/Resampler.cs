using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Earshot.Signals.Streaming;

namespace Earshot.Signals.Resampling;

/// <summary>Converts a stream of one channel from any integer rate to any other, band-limited, with clock skew and delay if asked.</summary>
/// <remarks>
/// Polyphase Kaiser-windowed sinc (J. O. Smith, "Digital Audio Resampling", 2002; R. Crochiere and L. Rabiner, "Multirate Digital
/// Signal Processing", 1983): y[n] = sum over i of x[i] h(t_n - i), t_n = n step - delay. Positions are integer ticks, so time is
/// exact for ever. Output sample n always belongs to the instant n / OutputRate: the output is not shifted, it comes once
/// LatencySamples more input is there. Any chopping of the input gives the same bits; calls allocate nothing. One instance belongs to
/// one stream and thread. Samples that are not finite are taken as 0. Cost: TapCount multiplications an output sample, four times
/// that when the phases are interpolated (skew, or rates with a small common divisor).
/// </remarks>
public sealed class Resampler
{
    /// <summary>Highest rate on either side, in Hz.</summary>
    public const int MaxRate = RateStep.MaxRate;

    /// <summary>Largest ratio of input to output rate; the length of the filter grows with it.</summary>
    public const int MaxDecimation = 256;

    private readonly ResamplerPlan _plan;
    private readonly float[] _buffer; // [sample], zeros and input from some instant on
    private int _filled; // samples in _buffer
    private int _window; // where the next output's window starts in _buffer
    private long _ticks; // fraction of the next output's position
    private int _zerosDue; // leading zeros not yet in _buffer
    private long _inputCount;
    private long _outputCount;

    /// <summary>Designs the filter.</summary>
    /// <param name="inputRate">Samples per second that come in, 1 .. 4 000 000.</param>
    /// <param name="outputRate">Samples per second that go out, 1 .. 4 000 000, at least 1/256 of <paramref name="inputRate"/>.</param>
    /// <param name="options">Quality, skew and delay; null for the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">A rate is out of range.</exception>
    /// <exception cref="ArgumentException">Options are out of range; the message lists all.</exception>
    public Resampler(int inputRate, int outputRate, ResamplerOptions? options = null)
        : this(new ResamplerPlan(inputRate, outputRate, options ?? new ResamplerOptions()))
    {
    }

    private Resampler(ResamplerPlan plan)
    {
        _plan = plan;

        // Room for a window and a block, so that the window is moved down once in a while only.
        _buffer = new float[(2 * plan.Table.TapCount) + 1024];
        Reset();
    }

    /// <summary>Samples per second that come in.</summary>
    public int InputRate => _plan.InputRate;

    /// <summary>Samples per second that go out, as the receiver's clock counts them.</summary>
    public int OutputRate => _plan.OutputRate;

    /// <summary>Taps of the filter, at the input rate.</summary>
    public int TapCount => _plan.Table.TapCount;

    /// <summary>Input samples that must follow an instant before its output comes: half the filter.</summary>
    public int LatencySamples => _plan.Table.TapCount / 2;

    /// <summary><see cref="LatencySamples"/> in time.</summary>
    public TimeSpan Latency => TimeSpan.FromSeconds(LatencySamples / (double)InputRate);

    /// <summary>Most samples that <see cref="Flush"/> can write.</summary>
    public int MaxFlushLength => GetMaxOutputLength(LatencySamples + 1);

    /// <summary>Converts a whole signal; output sample n belongs to the instant n / outputRate plus the delay of the options.</summary>
    /// <param name="signal">Input samples.</param>
    /// <param name="inputRate">Samples per second of <paramref name="signal"/>.</param>
    /// <param name="outputRate">Samples per second of the result.</param>
    /// <param name="options">Quality, skew and delay; null for the defaults.</param>
    /// <returns>round(signal.Length outputRate (1 + skew) / inputRate + delay) samples.</returns>
    /// <exception cref="ArgumentException">A rate or an option is out of range.</exception>
    public static float[] Convert(ReadOnlySpan<float> signal, int inputRate, int outputRate, ResamplerOptions? options = null) =>
        new Resampler(inputRate, outputRate, options).Convert(signal);

    /// <summary>Another stream of the same conversion; it shares the filter and has a state of its own.</summary>
    public Resampler CreateTwin() => new(_plan);

    /// <summary>Upper bound of what one call of <see cref="Process"/> writes.</summary>
    /// <param name="inputLength">Samples of the call's input, 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="inputLength"/> is negative.</exception>
    /// <exception cref="OverflowException">The bound exceeds what an array can hold.</exception>
    public int GetMaxOutputLength(int inputLength)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(inputLength);

        // A delay longer than half the filter is silence that needs no input, so the first call may write it at once.
        int silence = Math.Max(0, _plan.LeadingZeros + 1 - _plan.Table.TapCount);
        return checked((int)((((Int128)inputLength + silence) * _plan.Step.Denominator / _plan.Step.Numerator) + 1));
    }

    /// <summary>Takes the next samples of the stream and writes all output that they complete.</summary>
    /// <param name="input">Any number of samples.</param>
    /// <param name="output">Room for the output, at most <see cref="GetMaxOutputLength"/>; must not overlap <paramref name="input"/>.</param>
    /// <returns>Samples written.</returns>
    /// <exception cref="ArgumentException"><paramref name="output"/> is too short; nothing was taken.</exception>
    public int Process(ReadOnlySpan<float> input, Span<float> output)
    {
        CheckRoom(input.Length, output);
        int written = 0;
        if (!input.IsEmpty)
        {
            written = FeedZeros(ref _zerosDue, output);
        }

        _inputCount += input.Length;
        while (!input.IsEmpty)
        {
            MakeRoom();
            int n = Math.Min(input.Length, _buffer.Length - _filled);
            Finite.Copy(input[..n], _buffer.AsSpan(_filled, n));
            _filled += n;
            input = input[n..];
            written += Produce(output[written..]);
        }

        _outputCount += written;
        return written;
    }

    /// <summary>Ends the stream: writes what the last input still completes with silence after it, then resets.</summary>
    /// <param name="output">Room for the output, at most <see cref="MaxFlushLength"/>.</param>
    /// <returns>Samples written; the stream then has round(input length x ratio + delay) of them in total, none if there was no input.</returns>
    /// <exception cref="ArgumentException"><paramref name="output"/> is too short; nothing was taken.</exception>
    public int Flush(Span<float> output)
    {
        int due = _inputCount == 0 ? 0 : (int)(_plan.TotalLength(_inputCount) - _outputCount);
        if (output.Length < due)
        {
            throw new ArgumentException($"expected room for {due} samples, got {output.Length}", nameof(output));
        }

        int zeros = due == 0 ? 0 : _plan.Table.TapCount;
        FeedZeros(ref zeros, output[..due]);
        Reset();
        return due;
    }

    /// <summary>Returns to the state at birth.</summary>
    public void Reset()
    {
        _filled = 0;
        _window = 0;
        _ticks = _plan.FirstTicks;
        _zerosDue = _plan.LeadingZeros;
        _inputCount = 0;
        _outputCount = 0;
    }

    /// <summary>Resets, then converts a whole signal: for many signals this spares the design of the filter.</summary>
    /// <param name="signal">Input samples.</param>
    /// <returns>As the static method of this name.</returns>
    public float[] Convert(ReadOnlySpan<float> signal)
    {
        Reset();
        var result = new float[signal.IsEmpty ? 0 : checked((int)_plan.TotalLength(signal.Length))];
        int written = Process(signal, result);
        Flush(result.AsSpan(written));
        return result;
    }

    private void CheckRoom(int inputLength, ReadOnlySpan<float> output)
    {
        // The product in double is a quick bound for the usual case of ample room.
        if (inputLength == 0 || (_zerosDue == 0 && output.Length > (inputLength * _plan.Step.Ratio) + 2))
        {
            return;
        }

        // Windows start at _window + (_ticks + n Numerator) / Denominator and fit while they start at or before the last start.
        Int128 starts = (Int128)_filled + _zerosDue + inputLength - _plan.Table.TapCount - _window + 1;
        Int128 count = starts <= 0 ? 0 : ((starts * _plan.Step.Denominator) - _ticks + _plan.Step.Numerator - 1) / _plan.Step.Numerator;
        if (output.Length < count)
        {
            throw new ArgumentException($"expected room for {count} samples, got {output.Length}", nameof(output));
        }
    }

    private int FeedZeros(ref int count, Span<float> output)
    {
        int written = 0;
        while (count > 0)
        {
            MakeRoom();
            int n = Math.Min(count, _buffer.Length - _filled);
            _buffer.AsSpan(_filled, n).Clear();
            _filled += n;
            count -= n;
            written += Produce(output[written..]);
        }

        return written;
    }

    private void MakeRoom()
    {
        if (_filled == _buffer.Length)
        {
            _buffer.AsSpan(_window, _filled - _window).CopyTo(_buffer);
            _filled -= _window;
            _window = 0;
        }
    }

    private int Produce(Span<float> output) => _plan.Table.IsExact ? Produce<ExactPhase>(output) : Produce<InterpolatedPhase>(output);

    // Writes every output whose window is filled, as far as there is room. Compiled at its best from the first call: a short clip
    // is over before the runtime would notice that this is where the time goes.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Produce<TKernel>(Span<float> output)
        where TKernel : struct, IPhaseKernel
    {
        ref float buffer = ref MemoryMarshal.GetArrayDataReference(_buffer);
        ref float taps = ref MemoryMarshal.GetReference(_plan.Table.Taps);
        int lastWindow = _filled - _plan.Table.TapCount;
        int window = _window;
        long ticks = _ticks;
        long ticksPerSample = _plan.Step.Denominator;
        int wholeStep = (int)(_plan.Step.Numerator / ticksPerSample);
        long fractionalStep = _plan.Step.Numerator % ticksPerSample;
        int n = 0;
        while (window <= lastWindow && n < output.Length)
        {
            output[n++] = TKernel.Weigh(_plan, ref taps, ref Unsafe.Add(ref buffer, window), ticks);
            ticks += fractionalStep;
            bool carry = ticks >= ticksPerSample;
            ticks -= carry ? ticksPerSample : 0;
            window += carry ? wholeStep + 1 : wholeStep;
        }

        _window = window;
        _ticks = ticks;

        // Sums of tiny products may be subnormal; nobody downstream shall meet them.
        Finite.Copy(output[..n], output);
        return n;
    }
}
