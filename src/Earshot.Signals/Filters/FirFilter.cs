using Earshot.Signals.Streaming;

namespace Earshot.Signals.Filters;

/// <summary>A finite impulse response at work on a stream of one channel: y[n] = sum over k of taps[k] x[n - k].</summary>
/// <remarks>
/// Any chopping of the stream gives the same bits; calls allocate nothing. Samples that are not finite are taken as 0. Cost: as many
/// multiplications a sample as taps; above some 500 taps a partitioned convolution is cheaper. Short calls pay for 64 samples.
/// </remarks>
public sealed class FirFilter
{
    private const int MaxBlock = 1024;

    private readonly float[] _reversed; // [tap], last tap first
    private readonly float[] _window; // [tap - 1 samples of history | MaxBlock]
    private readonly float[] _result; // [MaxBlock]

    /// <summary>Creates a filter in silence.</summary>
    /// <param name="taps">The impulse response, one finite number or more.</param>
    /// <exception cref="ArgumentException">There are no taps, or one is not finite.</exception>
    public FirFilter(ReadOnlySpan<float> taps)
    {
        if (taps.IsEmpty)
        {
            throw new ArgumentException("expected one tap or more", nameof(taps));
        }

        _reversed = new float[taps.Length];
        for (int k = 0; k < taps.Length; k++)
        {
            _reversed[^(k + 1)] = float.IsFinite(taps[k]) ? taps[k] : throw new ArgumentException($"expected finite taps, number {k} is {taps[k]}", nameof(taps));
        }

        _window = new float[taps.Length - 1 + MaxBlock];
        _result = new float[MaxBlock];
    }

    /// <summary>Number of taps.</summary>
    public int TapCount => _reversed.Length;

    /// <summary>Delay in samples, when the taps are symmetric as those of <see cref="FirDesign"/>: (TapCount - 1) / 2.</summary>
    public double LinearPhaseDelaySamples => 0.5 * (TapCount - 1);

    /// <summary>Filters the next samples.</summary>
    /// <param name="input">Any number of samples.</param>
    /// <param name="output">As many samples; may be the same memory as <paramref name="input"/>.</param>
    /// <exception cref="ArgumentException"><paramref name="output"/> has another length.</exception>
    public void Process(ReadOnlySpan<float> input, Span<float> output)
    {
        if (output.Length != input.Length)
        {
            throw new ArgumentException($"expected {input.Length} samples, got {output.Length}", nameof(output));
        }

        int history = TapCount - 1;
        for (int start = 0; start < input.Length; start += MaxBlock)
        {
            int count = Math.Min(MaxBlock, input.Length - start);
            Finite.Copy(input.Slice(start, count), _window.AsSpan(history));
            FirKernel.Slide(ref _reversed[0], TapCount, ref _window[0], ref _result[0], count);

            // Sums of tiny products may be subnormal; nobody downstream shall meet them.
            Finite.Copy(_result.AsSpan(0, count), output[start..]);
            _window.AsSpan(count, history).CopyTo(_window);
        }
    }

    /// <summary>Returns to silence.</summary>
    public void Reset() => Array.Clear(_window);
}
