using System.Globalization;
using Earshot.Corpora;
using Earshot.Corpora.Mixing;
using Earshot.Denoising.Training;
using Earshot.Evaluation.Figures;
using Earshot.Evaluation.Figures.Layers;
using Earshot.Evaluation.Intervals;
using Earshot.Evaluation.Reports;
using Earshot.Evaluation.Tables;

namespace Earshot.Denoising.Evaluation;

/// <summary>Measures the suppressor, its oracle and a classical baseline on speakers and noise classes that were not trained on.</summary>
public sealed class DenoisingEvaluation
{
    private const double SpeechLevelDb = -26;
    private const ulong FirstSeed = 70_000;
    private static readonly double[] Ratios = [-5, 0, 5, 10, 15];

    private readonly DenoisingEvaluationOptions _options;
    private readonly DenoisingCorpus _corpus;
    private readonly Action<string> _progress;
    private readonly IReadOnlyList<DenoisingSystem> _systems;

    /// <summary>Prepares a run.</summary>
    /// <param name="options">How much.</param>
    /// <param name="data">The recordings: sets speech48, sentences, noise48.</param>
    /// <param name="progress">Hears what is being done.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    /// <exception cref="FileNotFoundException">A set is missing.</exception>
    public DenoisingEvaluation(DenoisingEvaluationOptions options, DatasetRoot data, Action<string> progress)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(data);
        options.Validate(nameof(options));
        _options = options;
        _corpus = new DenoisingCorpus(data);
        _progress = progress;
        _systems = DenoisingSystem.All(options.Model);
    }

    /// <summary>Whether something that the representation promises was not found: the order of the oracle's steps.</summary>
    public bool HasMissed { get; private set; }

    /// <summary>Runs everything.</summary>
    /// <param name="run">How it is repeated.</param>
    /// <param name="cancellation">Stops between clips.</param>
    public Report Run(RunRecord run, CancellationToken cancellation = default)
    {
        var report = new Report("Noise suppression", run);
        report.AddParagraph(
            "Oracles use the true gains and strengths, and show what the representation can reach. The network, where there is one, was trained on other speakers and "
            + "other classes of noise. Speech at -26 dB full scale, ratios of -5, 0, 5, 10 and 15 dB in equal parts, no room. Intervals are over clips; the 48 kHz speech has one "
            + "speaker (a woman), so they say nothing about other voices. NMR is the house's own noise-to-mask ratio, the perceptual measure at hand; less is better, as for LSD.");
        AddRate(report, 48000, 0, "48 kHz: a Dutch reader, held-out classes of noise", cancellation);
        AddRate(report, 16000, 1, "16 kHz: learners of English, women, men and children, held-out classes of noise", cancellation);
        return report;
    }

    private void AddRate(Report report, int sampleRate, int speechSet, string heading, CancellationToken cancellation)
    {
        var mixing = new MixingOptions
        {
            SampleRate = sampleRate,
            Seconds = _options.Seconds,
            LowestLevelDb = SpeechLevelDb,
            HighestLevelDb = SpeechLevelDb,
            RoomShare = 0,
            LowPassShare = 0,
            ColorationDb = 0,
        };
        var mixer = new SpeechMixer([_corpus.TestSpeech[speechSet]], _corpus.TestNoise, _corpus.Read, mixing);
        var scores = new ClipScores[_systems.Count][];
        for (int s = 0; s < scores.Length; s++)
        {
            scores[s] = new ClipScores[_options.ClipCount];
        }

        for (int i = 0; i < _options.ClipCount; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            SpeechMixture mixture = mixer.Create(FirstSeed + (ulong)i, Ratios[i % Ratios.Length]);
            for (int s = 0; s < scores.Length; s++)
            {
                scores[s][i] = ClipScores.Measure(mixture.Clean, _systems[s].Process(mixture));
            }

            if (i % 10 == 9)
            {
                _progress($"{sampleRate} Hz: {i + 1} of {_options.ClipCount} clips");
            }
        }

        report.AddHeading(heading).AddTable(Table(scores)).AddFigure(
            $"denoising-{sampleRate / 1000}k.svg", Figure(scores, sampleRate), "Improvement of SI-SDR over the noisy input by signal-to-noise ratio, with intervals");
        CheckOrder(report, scores);
    }

    private ResultTable Table(ClipScores[][] scores)
    {
        var table = new ResultTable(
            new ResultColumn("system"), new ResultColumn("SI-SDR", "dB", 1), new ResultColumn("STOI", decimals: 3), new ResultColumn("segmental SNR", "dB", 1),
            new ResultColumn("LSD", "dB", 1), new ResultColumn("NMR", "dB", 1), new ResultColumn("SI-SDR gain", "dB", 1), new ResultColumn("STOI gain", decimals: 3));
        for (int s = 0; s < scores.Length; s++)
        {
            int row = s;
            Interval Mean(Func<ClipScores, double> measure) => Bootstrap.Percentile([.. scores[row].Select(measure)], Bootstrap.Mean);
            Interval Gain(Func<ClipScores, double> measure) =>
                Bootstrap.Percentile([.. scores[row].Zip(scores[0], (mine, noisy) => measure(mine) - measure(noisy))], Bootstrap.Mean);
            table.AddRow(
                _systems[s].Name, Mean(static c => c.SiSdrDb), Mean(static c => c.Stoi), Mean(static c => c.SegmentalSnrDb), Mean(static c => c.LogSpectralDistanceDb),
                Mean(static c => c.NoiseToMaskDb), s == 0 ? null : Gain(static c => c.SiSdrDb), s == 0 ? null : Gain(static c => c.Stoi));
        }

        return table;
    }

    private SvgFigure Figure(ClipScores[][] scores, int sampleRate)
    {
        var layers = new List<PlotLayer>();
        for (int s = 1; s < scores.Length; s++)
        {
            Interval[] gains = [.. Ratios.Select((_, r) => Bootstrap.Percentile(
                [.. Enumerable.Range(0, _options.ClipCount).Where(i => i % Ratios.Length == r).Select(i => scores[s][i].SiSdrDb - scores[0][i].SiSdrDb)], Bootstrap.Mean))];
            layers.Add(new IntervalLayer(Ratios, gains) { IsJoined = true, Label = _systems[s].Name });
        }

        return new SvgFigure
        {
            Title = string.Create(CultureInfo.InvariantCulture, $"SI-SDR improvement at {sampleRate / 1000} kHz"),
            Subtitle = string.Create(CultureInfo.InvariantCulture, $"{_options.ClipCount} clips, 95 % bootstrap intervals"),
            XAxis = new Axis { Label = "signal-to-noise ratio (dB)" },
            YAxis = new Axis { Label = "improvement (dB)" },
            Layers = layers,
            Height = 520,
        };
    }

    // The article's story: the comb filter adds to band gains, and with it 34 gains and strengths beat the magnitudes of all bins.
    private void CheckOrder(Report report, ClipScores[][] scores)
    {
        ClipScores[] Of(string name) => scores[_systems.Index().First(item => item.Item.Name == name).Index];
        Interval Difference(string better, string worse, Func<ClipScores, double> measure) =>
            Bootstrap.Percentile([.. Of(better).Zip(Of(worse), (b, w) => measure(b) - measure(w))], Bootstrap.Mean);
        const string comb = "oracle: with comb, pitch of the clean signal";
        Interval overBands = Difference(comb, "oracle: band gains", static c => c.SiSdrDb);
        Interval overBins = Difference(comb, "oracle: magnitude of every bin", static c => c.NoiseToMaskDb);
        HasMissed |= overBands.Low <= 0;
        report.AddParagraph(string.Create(
            CultureInfo.InvariantCulture,
            $"The comb filter adds {overBands.Estimate:0.00} dB of SI-SDR to band gains ({overBands.Low:0.00} to {overBands.High:0.00}). Beside the magnitudes of all bins, gains and strengths change the noise-to-mask ratio by {overBins.Estimate:+0.00;-0.00} dB ({overBins.Low:+0.00;-0.00} to {overBins.High:+0.00;-0.00}); less is better."));
    }
}
