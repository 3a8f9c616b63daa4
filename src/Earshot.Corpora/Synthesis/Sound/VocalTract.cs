namespace Earshot.Corpora.Synthesis.Sound;

/// <summary>Five formants in cascade (Klatt, JASA 67, 1980): what a talker's throat and mouth do to the voice.</summary>
/// <remarks>Each is a two-pole resonator of unit gain at 0 Hz; formants past 0.45 of the rate are left out. Cost: 15 multiply-adds a sample.</remarks>
internal sealed class VocalTract
{
    private static readonly double[] Bandwidths = [60, 90, 150, 220, 300];
    private readonly int _sampleRate;
    private readonly double _scale;
    private readonly double[] _a = new double[5];
    private readonly double[] _b = new double[5];
    private readonly double[] _c = new double[5];
    private readonly double[] _last = new double[5];
    private readonly double[] _lastButOne = new double[5];

    /// <summary>Creates a tract.</summary>
    /// <param name="sampleRate">Samples per second.</param>
    /// <param name="scale">Formants against an average man's: 1.15 for women, 1.3 for children.</param>
    public VocalTract(int sampleRate, double scale)
    {
        _sampleRate = sampleRate;
        _scale = scale;
    }

    public void Tune(double first, double second, double third)
    {
        ReadOnlySpan<double> formants = [first, second, third, 3500, 4500];
        for (int i = 0; i < formants.Length; i++)
        {
            double frequency = formants[i] * _scale;
            bool heard = frequency < 0.45 * _sampleRate;
            double radius = Math.Exp(-Math.PI * Bandwidths[i] / _sampleRate);
            _b[i] = heard ? 2 * radius * Math.Cos(2 * Math.PI * frequency / _sampleRate) : 0;
            _c[i] = heard ? -radius * radius : 0;
            _a[i] = 1 - _b[i] - _c[i];
        }
    }

    public double Step(double x)
    {
        for (int i = 0; i < _a.Length; i++)
        {
            double y = (_a[i] * x) + (_b[i] * _last[i]) + (_c[i] * _lastButOne[i]);
            _lastButOne[i] = _last[i];
            _last[i] = y;
            x = y;
        }

        return x;
    }
}
