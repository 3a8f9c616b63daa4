namespace Earshot.Signals.SpeechActivity;

// Noise power per band by minimum statistics: R. Martin (2001). The smoothed power of a band touches the noise between words, so its
// minimum over 1.5 s, times the mean bias of such a minimum, is the noise. Deviations: the smoothing is fixed (0.8), and so is the bias of
// each band, fitted to white noise for frames of 40 ms every 10 ms. Cost: 4 operations a band and frame.
internal sealed class NoiseFloor
{
    private const float Smoothing = 0.8f;
    private const int PartLength = 15; // frames of 10 ms; a new minimum can be forgotten after 1.35 .. 1.5 s
    private const int PartCount = 10;

    private readonly float[] _bias; // [band]
    private readonly float[] _smooth; // [band]
    private readonly float[] _current; // [band], minimum of the part that is being filled
    private readonly float[] _parts; // [part][band], minima of the finished parts
    private long _frame;

    // freedoms: [band], number of independent spectral values that one frame's band power averages.
    internal NoiseFloor(ReadOnlySpan<float> freedoms)
    {
        int bands = freedoms.Length;
        _bias = new float[bands];
        _smooth = new float[bands];
        _current = new float[bands];
        _parts = new float[PartCount * bands];
        Power = new float[bands];
        for (int b = 0; b < bands; b++)
        {
            // Fitted over bands of 1.3 to 30 freedoms in white noise, within 3 %; the spread of a mean goes with 1 / sqrt(freedoms).
            _bias[b] = (float)Math.Exp(1.24 / Math.Sqrt(freedoms[b] + 0.45));
        }
    }

    internal float[] Power { get; } // [band]

    internal void Update(ReadOnlySpan<float> bandPowers, float lowest)
    {
        // 1. At birth, everything is the first frame.
        int bands = _smooth.Length;
        if (_frame == 0)
        {
            bandPowers.CopyTo(_smooth);
            _current.AsSpan().Fill(float.MaxValue);
            _parts.AsSpan().Fill(float.MaxValue);
        }

        // 2. Smooth, and keep the minimum of this part. reads bandPowers -> _smooth, _current.
        for (int b = 0; b < bands; b++)
        {
            _smooth[b] = (Smoothing * _smooth[b]) + ((1 - Smoothing) * bandPowers[b]);
            _current[b] = Math.Min(_current[b], _smooth[b]);
        }

        // 3. The minimum of all parts, corrected. reads _current, _parts -> Power.
        for (int b = 0; b < bands; b++)
        {
            float minimum = _current[b];
            for (int part = 0; part < PartCount; part++)
            {
                minimum = Math.Min(minimum, _parts[(part * bands) + b]);
            }

            Power[b] = Math.Max(minimum * _bias[b], lowest);
        }

        // 4. A full part takes the place of the oldest one.
        _frame++;
        if (_frame % PartLength == 0)
        {
            int oldest = (int)(_frame / PartLength % PartCount);
            _current.CopyTo(_parts.AsSpan(oldest * bands));
            _current.AsSpan().Fill(float.MaxValue);
        }
    }

    internal void Reset() => _frame = 0;
}
