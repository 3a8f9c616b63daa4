using System.Numerics.Tensors;
using Earshot.Signals.Measures;

namespace Earshot.Watermarking.Embedding;

/// <summary>Continuous profile: adds the mark below the masking threshold of the programme and below a share of its energy.</summary>
/// <remarks>
/// In each group of 250 Hz the mark gets the threshold less a margin; if the sum over all groups is more than the signal-to-noise ratio allows, all
/// groups are lowered alike. The programme's energy is followed over 100 ms, so that a short gap does not let the mark through.
/// </remarks>
internal sealed class MaskedShaper : IMarkShaper
{
    /// <summary>Mean square of a signal to energy of its one-sided spectrum here: N x sum of the squared window / 2.</summary>
    private const float SpectrumScale = MarkGrid.WindowLength * (MarkGrid.WindowLength / 2f) / 2;

    private static readonly float Keep = (float)Math.Exp(-MarkGrid.HopLength / (0.1 * MarkFormat.SampleRate));

    private readonly MaskingAnalyzer _analyzer;
    private readonly float[] _thresholds; // [Bark band], mean square
    private readonly float[] _cover; // [group][Bark band], share of the band that the group covers
    private readonly float[] _allowed = new float[MarkGrid.GroupCount]; // [group], energy of the spectrum
    private readonly float[] _gains = new float[MarkGrid.GroupCount]; // [group]
    private readonly float _margin;
    private readonly float _share;
    private float _hostEnergy;
    private bool _skip;

    /// <summary>Creates a shaper.</summary>
    /// <param name="model">Masking model at 16 kHz with frames of <see cref="MarkGrid.WindowLength"/>.</param>
    /// <param name="marginDb">How far below the threshold the mark stays.</param>
    /// <param name="signalToNoiseDb">Least ratio of programme to mark.</param>
    public MaskedShaper(MaskingModel model, double marginDb, double signalToNoiseDb)
    {
        _analyzer = new MaskingAnalyzer(model);
        _thresholds = new float[model.BandCount];
        _cover = Cover(model);
        _margin = (float)Math.Pow(10, -marginDb / 10);
        _share = (float)Math.Pow(10, -signalToNoiseDb / 10);
    }

    /// <inheritdoc/>
    public void Shape(
        MarkBands bands,
        ReadOnlySpan<float> host,
        ReadOnlySpan<float> hostRe,
        ReadOnlySpan<float> hostIm,
        ReadOnlySpan<float> markRe,
        ReadOnlySpan<float> markIm,
        Span<float> re,
        Span<float> im)
    {
        // 1. host -> threshold, at the analyser's own hop of two windows
        if (!_skip)
        {
            _analyzer.Analyze(host, _thresholds);
            Spread();
        }

        _skip = !_skip;

        // 2. host -> energy of the whole programme, followed over 100 ms
        float energy = TensorPrimitives.SumOfSquares(hostRe) + TensorPrimitives.SumOfSquares(hostIm);
        _hostEnergy = (Keep * _hostEnergy) + ((1 - Keep) * energy);

        // 3. threshold, mark -> gain of each group, lowered alike where the sum is too much
        float total = 0;
        for (int group = 0; group < _gains.Length; group++)
        {
            float mark = 0;
            int start = MarkGrid.GroupStart(group);
            for (int bin = start; bin < start + MarkGrid.BinsPerGroup; bin++)
            {
                mark += (markRe[bin] * markRe[bin]) + (markIm[bin] * markIm[bin]);
            }

            _gains[group] = mark > 0 ? MathF.Sqrt(_allowed[group] / mark) : 0;
            total += mark > 0 ? _allowed[group] : 0;
        }

        float most = _share * Math.Min(_hostEnergy, energy * 4);
        float scale = total > most ? MathF.Sqrt(most / total) : 1;

        // 4. mark -> difference
        for (int group = 0; group < _gains.Length; group++)
        {
            float gain = scale * _gains[group];
            int start = MarkGrid.GroupStart(group);
            for (int bin = start; bin < start + MarkGrid.BinsPerGroup; bin++)
            {
                re[bin] = gain * markRe[bin];
                im[bin] = gain * markIm[bin];
            }
        }
    }

    /// <inheritdoc/>
    public void Reset()
    {
        _analyzer.Reset();
        Array.Clear(_allowed);
        _hostEnergy = 0;
        _skip = false;
    }

    private void Spread()
    {
        for (int group = 0; group < _allowed.Length; group++)
        {
            float sum = TensorPrimitives.Dot(_thresholds, _cover.AsSpan(group * _thresholds.Length, _thresholds.Length));
            _allowed[group] = sum * _margin * SpectrumScale;
        }
    }

    // The threshold of a Bark band belongs to its whole width; a group gets the part that it covers.
    private static float[] Cover(MaskingModel model)
    {
        ReadOnlySpan<float> edges = model.BandEdgesHz;
        var cover = new float[MarkGrid.GroupCount * model.BandCount];
        for (int group = 0; group < MarkGrid.GroupCount; group++)
        {
            double low = MarkGrid.GroupStart(group) * MarkGrid.BinHz;
            double high = low + (MarkGrid.BinsPerGroup * MarkGrid.BinHz);
            for (int band = 0; band < model.BandCount; band++)
            {
                double overlap = Math.Min(high, edges[band + 1]) - Math.Max(low, edges[band]);
                cover[(group * model.BandCount) + band] = (float)(Math.Max(overlap, 0) / (edges[band + 1] - edges[band]));
            }
        }

        return cover;
    }
}
