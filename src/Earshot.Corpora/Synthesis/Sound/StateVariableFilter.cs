namespace Earshot.Corpora.Synthesis.Sound;

/// <summary>Second-order low-, band- and high-pass in one, stable while its corner moves (winds, drums, frication).</summary>
/// <remarks>
/// Trapezoidal integration as in V. Zavalishin, The Art of VA Filter Design (2012), section 4; the band-pass has unit gain at
/// its center. Cost: about ten multiply-adds a sample.
/// </remarks>
internal sealed class StateVariableFilter
{
    private readonly int _sampleRate;
    private double _g;
    private double _damping;
    private double _scale;
    private double _first;
    private double _second;

    public StateVariableFilter(int sampleRate, double frequencyHz, double q)
    {
        _sampleRate = sampleRate;
        Tune(frequencyHz, q);
    }

    public double LowPass { get; private set; }

    public double BandPass { get; private set; }

    public double HighPass { get; private set; }

    /// <summary>Moves the corner; frequencies past 0.45 of the rate stay there.</summary>
    public void Tune(double frequencyHz, double q)
    {
        _g = Math.Tan(Math.PI * Math.Min(frequencyHz / _sampleRate, 0.45));
        _damping = 1 / q;
        _scale = 1 / (1 + (_g * (_g + _damping)));
    }

    public void Step(double x)
    {
        HighPass = (x - ((_g + _damping) * _first) - _second) * _scale;
        double band = _first + (_g * HighPass);
        _first = band + (_g * HighPass);
        LowPass = _second + (_g * band);
        _second = LowPass + (_g * band);
        BandPass = _damping * band;
    }
}
