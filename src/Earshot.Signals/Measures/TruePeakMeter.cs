using System.Numerics.Tensors;
using Earshot.Signals.Filters;
using Earshot.Signals.Streaming;

namespace Earshot.Signals.Measures;

/// <summary>Estimates the highest peak of the continuous waveform behind the samples of one channel, in a stream.</summary>
/// <remarks>
/// ITU-R BS.1770-4 annex 2: polyphase interpolation, then the largest magnitude. Instead of the annex's example of 4 x 12 taps this uses
/// a Kaiser-windowed sinc with 32 taps a phase and 8 phases (4 from 96 kHz, 2 from 192 kHz), so that a tone at 0.45 of the sample rate
/// reads at most 0.14 dB low (20 log10 cos(0.45 pi / 8)). Content in the last 7 % below half the sample rate is attenuated by the
/// interpolation filter. Cost: 224 multiply-adds a sample, across samples in SIMD lanes. Nothing allocates after construction.
/// </remarks>
public sealed class TruePeakMeter
{
    private const int TapCount = 32; // per phase
    private const int BlockLength = 512;
    private const double AttenuationDb = 70;
    private const double HalfTransition = 0.0675; // cycles a sample; with 70 dB, Kaiser's formula gives 32 taps

    private readonly float[] _taps; // [phase][tap], without phase 0, which is the sample itself
    private readonly float[] _work = new float[TapCount - 1 + BlockLength]; // the last samples, then the block
    private readonly float[] _phase = new float[BlockLength]; // one interpolated phase of the block

    /// <summary>Creates a meter.</summary>
    /// <param name="sampleRate">Samples per second, 1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="sampleRate"/> is less than 1.</exception>
    public TruePeakMeter(int sampleRate)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(sampleRate, 1);
        SampleRate = sampleRate;
        Oversampling = sampleRate switch { < 96000 => 8, < 192000 => 4, _ => 2 };
        _taps = Design(Oversampling);
    }

    /// <summary>Samples per second.</summary>
    public int SampleRate { get; }

    /// <summary>Interpolated points per sample.</summary>
    public int Oversampling { get; }

    /// <summary>Highest true peak so far, linear; peaks of the last 16 samples count after <see cref="Complete"/>.</summary>
    public float Peak { get; private set; }

    /// <summary>Takes the next samples of the stream.</summary>
    /// <param name="samples">Any number of samples of one channel.</param>
    public void Accept(ReadOnlySpan<float> samples)
    {
        while (!samples.IsEmpty)
        {
            int count = Math.Min(samples.Length, BlockLength);
            Finite.Copy(samples[..count], _work.AsSpan(TapCount - 1, count));
            Interpolate(count);
            _work.AsSpan(count, TapCount - 1).CopyTo(_work);
            samples = samples[count..];
        }
    }

    /// <summary>Ends the stream: silence follows, so that the last samples are interpolated too.</summary>
    public void Complete()
    {
        _work.AsSpan(TapCount - 1, TapCount).Clear();
        Interpolate(TapCount);
        _work.AsSpan(0, TapCount - 1).Clear();
    }

    /// <summary>Returns to the state at birth.</summary>
    public void Reset()
    {
        Array.Clear(_work);
        Peak = 0;
    }

    private static float[] Design(int phases)
    {
        var kernel = new KaiserSinc(0.5 - HalfTransition, 0.5 + HalfTransition, AttenuationDb);
        var taps = new float[(phases - 1) * TapCount];
        for (int phase = 1; phase < phases; phase++)
        {
            Span<float> row = taps.AsSpan((phase - 1) * TapCount, TapCount);
            double sum = 0;
            for (int t = 0; t < TapCount; t++)
            {
                // Distance from the tap to the wanted point, which lies phase / phases after the middle sample.
                double distance = t - ((TapCount / 2) - 1) - (phase / (double)phases);
                row[t] = (float)kernel.At(distance);
                sum += row[t];
            }

            TensorPrimitives.Divide(row, (float)sum, row); // a constant stays what it is
        }

        return taps;
    }

    private void Interpolate(int count)
    {
        Keep(TensorPrimitives.MaxMagnitude(_work.AsSpan(TapCount - 1, count)));
        Span<float> phase = _phase.AsSpan(0, count);
        for (int row = 0; row < _taps.Length; row += TapCount)
        {
            phase.Clear();
            for (int t = 0; t < TapCount; t++)
            {
                TensorPrimitives.MultiplyAdd(_work.AsSpan(t, count), _taps[row + t], phase, phase);
            }

            Keep(TensorPrimitives.MaxMagnitude(phase));
        }
    }

    private void Keep(float extreme)
    {
        float magnitude = Math.Abs(extreme);
        if (magnitude > Peak && float.IsFinite(magnitude))
        {
            Peak = magnitude;
        }
    }
}
