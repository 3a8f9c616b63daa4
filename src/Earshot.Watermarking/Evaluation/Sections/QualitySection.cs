using Earshot.Evaluation.Reports;
using Earshot.Evaluation.Tables;

namespace Earshot.Watermarking.Evaluation.Sections;

/// <summary>What the mark does to the sound.</summary>
internal sealed class QualitySection(EvaluationContext context) : IReportSection
{
    /// <inheritdoc/>
    public bool HasMissed { get; private set; }

    /// <inheritdoc/>
    public void Add(Report report, CancellationToken cancellationToken)
    {
        report.AddHeading("What the mark does to the sound")
            .AddParagraph("Means over clips of 10 s at 48 kHz. The noise-to-mask ratio is our own proxy (Bark bands, simultaneous and post masking), not PEAQ. Outside the band: highest density of the difference 250 Hz or more from its edges against the mean inside, worst clip. To reach: loudness 0.1 LU, outside -30 dB; continuous: SNR 26 dB on speech and 30 dB on music, noise to mask -3 dB. The score is that of one period on the unchanged file.");
        var table = new ResultTable(
            new ResultColumn("profile"), new ResultColumn("host class"), new ResultColumn("loudness change", "LU", 3), new ResultColumn("SNR", "dB", 1),
            new ResultColumn("noise to mask", "dB", 1), ResultColumn.Percent("above the mask"), new ResultColumn("outside the band", "dB", 1), new ResultColumn("score", decimals: 1));
        int clips = Math.Max(2, context.Options.TrialsPerClass / 8);
        foreach (WatermarkProfile profile in Enum.GetValues<WatermarkProfile>())
        {
            foreach (string name in HostLibrary.Classes)
            {
                cancellationToken.ThrowIfCancellationRequested();
                context.Progress($"quality: {profile}, {name}");
                QualityFigures[] figures = [.. Enumerable.Range(0, clips).AsParallel().AsOrdered().WithDegreeOfParallelism(Math.Min(context.Options.Threads, 64))
                    .Select(i => QualityTrial.Measure(context.Library, profile, name, i)).OfType<QualityFigures>()];
                if (figures.Length > 0)
                {
                    table.AddRow(
                        profile.ToString(), name, figures.Average(static f => f.LoudnessChange), figures.Average(static f => f.SnrDb),
                        figures.Average(static f => f.NoiseToMaskDb), figures.Average(static f => f.ShareAboveMask), figures.Max(static f => f.LeakageDb), figures.Average(static f => f.Score));
                    Judge(profile, name, figures);
                }
            }
        }

        report.AddTable(table);
    }

    private void Judge(WatermarkProfile profile, string hostClass, QualityFigures[] figures)
    {
        bool continuous = profile == WatermarkProfile.Continuous;
        HasMissed |= figures.Max(static f => f.LoudnessChange) > 0.1;
        HasMissed |= figures.Max(static f => f.LeakageDb) > -30;
        HasMissed |= continuous && figures.Average(static f => f.SnrDb) < (hostClass == "speech" ? 26 : 30);
        HasMissed |= continuous && figures.Average(static f => f.NoiseToMaskDb) > -3;
    }
}
