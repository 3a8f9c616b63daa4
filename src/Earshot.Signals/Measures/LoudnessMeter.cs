using System.Numerics.Tensors;

namespace Earshot.Signals.Measures;

/// <summary>Measures loudness in a stream: momentary, short-term, integrated and range.</summary>
/// <remarks>
/// ITU-R BS.1770-4 annex 1 (weighting, channel weights, gates at -70 LUFS and -10 LU), EBU Tech 3341 (400 ms and 3 s windows, a new
/// value every 10 ms) and EBU Tech 3342 (range: 10th to 95th percentile of short-term values above -70 LUFS and -20 LU).
/// Gating blocks start every 100 ms. Where 10 ms are no whole number of samples, windows end at the nearest sample. Blocks are kept in a histogram of 0.02 LU, so memory
/// is constant. A level that does not exist yet is negative infinity. Nothing allocates after construction.
/// </remarks>
public sealed class LoudnessMeter
{
    private const int StepsPerSecond = 100; // fine enough for a 400 ms burst anywhere to read within 0.1 LU (EBU Tech 3341, case 13)
    private const int MomentarySteps = 40; // 400 ms
    private const int ShortTermSteps = 300; // 3 s
    private const int BlockSteps = 10; // gating blocks of 400 ms that overlap by 75 %
    private const double RelativeGateLu = -10; // BS.1770-4, equation 6
    private const double RangeGateLu = -20; // EBU Tech 3342, section 3
    private const double SurroundWeight = 1.41; // BS.1770-4, table 3: about +1.5 dB for channels at the side

    private readonly KWeighting[] _weightings; // [channel]
    private readonly double[] _channelWeights; // [channel]
    private readonly double[] _channelSums; // [channel], sums of squares within the current step
    private readonly double[] _steps = new double[ShortTermSteps]; // ring of weighted sums of squares
    private readonly int[] _stepLengths = new int[ShortTermSteps]; // ring, samples
    private readonly LoudnessHistogram _momentaryBlocks = new();
    private readonly LoudnessHistogram _shortTermBlocks = new();
    private long _stepIndex;
    private long _position; // samples per channel taken so far
    private long _stepEnd;

    /// <summary>Creates a meter with the channel weights of the usual layouts.</summary>
    /// <param name="sampleRate">Samples per second, 4000 or more.</param>
    /// <param name="channelCount">
    /// 1 mono, 2 stereo, 3 L R C, 4 L R Ls Rs, 5 L R C Ls Rs, 6 L R C LFE Ls Rs (the LFE does not count); further channels weigh 1.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is out of range.</exception>
    public LoudnessMeter(int sampleRate, int channelCount)
        : this(sampleRate, DefaultWeights(channelCount))
    {
    }

    /// <summary>Creates a meter with stated channel weights.</summary>
    /// <param name="sampleRate">Samples per second, 4000 or more.</param>
    /// <param name="channelWeights">One power weight a channel, finite and 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">The rate is too low.</exception>
    /// <exception cref="ArgumentException">There is no weight, or one is negative or not finite.</exception>
    public LoudnessMeter(int sampleRate, ReadOnlySpan<double> channelWeights)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(sampleRate, KWeighting.MinimumSampleRate);
        if (channelWeights.IsEmpty)
        {
            throw new ArgumentException("a meter needs the weight of at least one channel", nameof(channelWeights));
        }

        foreach (double weight in channelWeights)
        {
            if (!double.IsFinite(weight) || weight < 0)
            {
                throw new ArgumentException($"a channel weight is {weight}; 0 or more was expected", nameof(channelWeights));
            }
        }

        SampleRate = sampleRate;
        _channelWeights = channelWeights.ToArray();
        _channelSums = new double[channelWeights.Length];
        _weightings = new KWeighting[channelWeights.Length];
        for (int c = 0; c < _weightings.Length; c++)
        {
            _weightings[c] = new KWeighting(sampleRate);
        }

        Reset();
    }

    /// <summary>Samples per second and channel.</summary>
    public int SampleRate { get; }

    /// <summary>Channels that <see cref="Accept"/> expects.</summary>
    public int ChannelCount => _weightings.Length;

    /// <summary>Loudness of the last 400 ms in LUFS, renewed every 10 ms.</summary>
    public double MomentaryLufs { get; private set; }

    /// <summary>Loudness of the last 3 s in LUFS, renewed every 10 ms.</summary>
    public double ShortTermLufs { get; private set; }

    /// <summary>Highest momentary loudness so far, LUFS.</summary>
    public double MaximumMomentaryLufs { get; private set; }

    /// <summary>Highest short-term loudness so far, LUFS.</summary>
    public double MaximumShortTermLufs { get; private set; }

    /// <summary>Gated loudness of everything so far, LUFS; negative infinity while nothing was above -70 LUFS.</summary>
    public double IntegratedLufs
    {
        get
        {
            double ungated = LoudnessHistogram.ToLufs(_momentaryBlocks.MeanPower(LoudnessHistogram.AbsoluteGateLufs));
            return LoudnessHistogram.ToLufs(_momentaryBlocks.MeanPower(ungated + RelativeGateLu));
        }
    }

    /// <summary>Loudness range so far in LU, 0 while nothing was above -70 LUFS for 3 s.</summary>
    public double RangeLu
    {
        get
        {
            double gate = LoudnessHistogram.ToLufs(_shortTermBlocks.MeanPower(LoudnessHistogram.AbsoluteGateLufs)) + RangeGateLu;
            double high = _shortTermBlocks.Percentile(0.95, gate);
            return double.IsFinite(high) ? high - _shortTermBlocks.Percentile(0.10, gate) : 0;
        }
    }

    /// <summary>Takes the next samples of the stream.</summary>
    /// <param name="samples">Planar block: ChannelCount x any number of samples.</param>
    /// <exception cref="ArgumentException">The length is no multiple of <see cref="ChannelCount"/>.</exception>
    public void Accept(ReadOnlySpan<float> samples)
    {
        int length = samples.Length / ChannelCount;
        if (length * ChannelCount != samples.Length)
        {
            throw new ArgumentException($"{samples.Length} samples are no multiple of {ChannelCount} channels", nameof(samples));
        }

        int done = 0;
        while (done < length)
        {
            int count = (int)Math.Min(length - done, _stepEnd - _position);
            for (int c = 0; c < _weightings.Length; c++)
            {
                _weightings[c].AddSquares(samples.Slice((c * length) + done, count), ref _channelSums[c]);
            }

            done += count;
            _position += count;
            if (_position == _stepEnd)
            {
                EndStep();
            }
        }
    }

    /// <summary>Returns to the state at birth.</summary>
    public void Reset()
    {
        foreach (KWeighting weighting in _weightings)
        {
            weighting.Reset();
        }

        Array.Clear(_channelSums);
        Array.Clear(_steps);
        Array.Clear(_stepLengths);
        _momentaryBlocks.Clear();
        _shortTermBlocks.Clear();
        _stepIndex = 0;
        _position = 0;
        _stepEnd = StepBoundary(1);
        MomentaryLufs = ShortTermLufs = MaximumMomentaryLufs = MaximumShortTermLufs = double.NegativeInfinity;
    }

    private static double[] DefaultWeights(int channelCount)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(channelCount, 1);
        var weights = new double[channelCount];
        Array.Fill(weights, 1.0);
        if (channelCount is >= 4 and <= 6)
        {
            weights[^1] = weights[^2] = SurroundWeight;
        }

        if (channelCount == 6)
        {
            weights[3] = 0;
        }

        return weights;
    }

    private long StepBoundary(long step) => ((step * SampleRate) + (StepsPerSecond / 2)) / StepsPerSecond;

    private void EndStep()
    {
        // 1. Close the step. reads _channelSums -> ring.
        int slot = (int)(_stepIndex % ShortTermSteps);
        _steps[slot] = TensorPrimitives.Dot<double>(_channelWeights, _channelSums);
        _stepLengths[slot] = (int)(_stepEnd - StepBoundary(_stepIndex));
        _stepIndex++;
        Array.Clear(_channelSums);
        _stepEnd = StepBoundary(_stepIndex + 1);
        foreach (KWeighting weighting in _weightings)
        {
            weighting.DropTail();
        }

        // 2. New values of the two sliding windows, once each is full. reads ring -> levels, histograms.
        if (_stepIndex >= MomentarySteps)
        {
            double power = MeanPower(MomentarySteps);
            if ((_stepIndex - MomentarySteps) % BlockSteps == 0)
            {
                _momentaryBlocks.Add(power);
            }

            MomentaryLufs = LoudnessHistogram.ToLufs(power);
            MaximumMomentaryLufs = Math.Max(MaximumMomentaryLufs, MomentaryLufs);
        }

        if (_stepIndex >= ShortTermSteps)
        {
            double power = MeanPower(ShortTermSteps);
            if ((_stepIndex - ShortTermSteps) % BlockSteps == 0)
            {
                _shortTermBlocks.Add(power);
            }

            ShortTermLufs = LoudnessHistogram.ToLufs(power);
            MaximumShortTermLufs = Math.Max(MaximumShortTermLufs, ShortTermLufs);
        }
    }

    private double MeanPower(int steps)
    {
        double sum = 0;
        long samples = 0;
        for (long step = _stepIndex - steps; step < _stepIndex; step++)
        {
            int slot = (int)(step % ShortTermSteps);
            sum += _steps[slot];
            samples += _stepLengths[slot];
        }

        return sum / samples;
    }
}
