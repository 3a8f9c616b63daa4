using System.Numerics.Tensors;
using Earshot.Denoising.Features;
using Earshot.Denoising.Network;
using Earshot.Denoising.SignalPath;
using Earshot.Signals.Streaming;

namespace Earshot.Denoising;

// One channel of a stream: analysis, network, synthesis.
internal sealed class DenoiserLane
{
    private readonly PathAnalyzer _analyzer;
    private readonly PathSynthesizer _synthesizer;
    private readonly NetworkState _network;
    private readonly bool _postfilter;
    private readonly float _floor;
    private readonly float[] _hop; // [HopLength]
    private readonly float[] _features = new float[FeatureVector.Length];
    private readonly float[] _gains = new float[PathFormat.BandCount];
    private readonly float[] _strengths = new float[PathFormat.BandCount];

    public DenoiserLane(DenoiserModel model, PathFormat format, DenoiserOptions options)
    {
        _analyzer = new PathAnalyzer(format, options.LookAheadHops);
        _synthesizer = new PathSynthesizer(format);
        _network = new NetworkState(model.Network);
        _postfilter = options.Postfilter;
        _floor = options.AttenuationLimitDb >= 100 ? 0 : (float)Math.Pow(10, -options.AttenuationLimitDb / 20);
        _hop = new float[format.HopLength];
    }

    public float VoiceActivity => _network.VoiceActivity;

    public void Process(ReadOnlySpan<float> input, Span<float> output)
    {
        Finite.Copy(input, _hop);
        _analyzer.Push(_hop);
        PathFrame frame = _analyzer.Frame;
        FeatureVector.Write(frame, _analyzer.Format.SampleRate, _analyzer.LookAhead, _features);
        _network.Step(_features);

        Span<float> gains = _gains.AsSpan(0, _analyzer.Format.ActiveBandCount);
        _network.Gains[..gains.Length].CopyTo(gains);
        if (_postfilter)
        {
            EnvelopePostfilter.Apply(gains, frame.Energies.AsSpan(0, gains.Length));
        }

        TensorPrimitives.Max(gains, _floor, gains);
        TensorPrimitives.Multiply(_network.Strengths, 1 - _floor, _strengths);
        _synthesizer.Synthesize(frame, _gains, _strengths, _hop);
        Finite.Copy(_hop, output);
    }

    public void Reset()
    {
        _analyzer.Reset();
        _synthesizer.Reset();
        _network.Reset();
    }
}
