namespace Earshot.Signals.Measures;

// Collects the ratios of noise to threshold over frames.
internal sealed class NoiseToMaskTally(int firstBand, int lastBand)
{
    private double _sum;
    private double _maximum;
    private long _above;
    private long _count;
    private long _framesAbove;
    private long _frames;

    internal void Add(ReadOnlySpan<float> noise, ReadOnlySpan<float> thresholds)
    {
        bool any = false;
        for (int b = firstBand; b <= lastBand; b++)
        {
            double ratio = (double)noise[b] / thresholds[b];
            _sum += ratio;
            _maximum = Math.Max(_maximum, ratio);
            _count++;
            if (ratio > 1)
            {
                _above++;
                any = true;
            }
        }

        _frames++;
        _framesAbove += any ? 1 : 0;
    }

    // An empty signal has no audible noise.
    internal NoiseToMaskReport Report() => _frames == 0
        ? new NoiseToMaskReport(double.NegativeInfinity, double.NegativeInfinity, 0, 0)
        : new NoiseToMaskReport(
            Decibels.FromPower(_sum / _count),
            Decibels.FromPower(_maximum),
            _above / (double)_count,
            _framesAbove / (double)_frames);
}
