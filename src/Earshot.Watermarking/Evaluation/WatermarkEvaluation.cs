using Earshot.Corpora;
using Earshot.Evaluation.Reports;
using Earshot.Watermarking.Evaluation.Sections;

namespace Earshot.Watermarking.Evaluation;

/// <summary>The protocol behind docs/evaluation/watermark.md.</summary>
/// <remarks>Thresholds come from <see cref="Detection.ScoreCalibration"/> and are fixed before any marked clip is heard; hosts are the test half of the library.</remarks>
public sealed class WatermarkEvaluation
{
    private readonly EvaluationContext _context;

    /// <summary>Prepares an evaluation.</summary>
    /// <param name="options">How much to run.</param>
    /// <param name="data">The data folder, or null to make all material.</param>
    /// <param name="progress">Takes one line a step.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public WatermarkEvaluation(WatermarkEvaluationOptions options, DatasetRoot? data, Action<string> progress)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(progress);
        options.Validate(nameof(options));
        _context = new EvaluationContext(options, new HostLibrary(data, test: true), progress);
    }

    /// <summary>Whether a row with a figure to reach has missed it (at the estimate).</summary>
    public bool HasMissed { get; private set; }

    /// <summary>Runs everything.</summary>
    /// <param name="run">What to note about the run.</param>
    /// <param name="cancellationToken">Stops between two trials.</param>
    public Report Run(RunRecord run, CancellationToken cancellationToken)
    {
        var report = new Report("Watermark: what it reaches", run);
        report.AddParagraph(_context.Library.HasRecordings
            ? "Speech and environments are recordings that set no threshold (half of the speakers and classes); music, loops and tones are made. Marks are 1.92 s long, in clips of 10 s; the embedder chooses the place. A clip that it declines with a warning is counted and replaced."
            : "All material is made: the data folder was not found. Marks are 1.92 s long, in clips of 10 s; the embedder chooses the place.");
        var acoustic = new AcousticSection(_context);
        var listening = new ListeningSection(_context);
        IReportSection[] sections =
        [
            new DigitalSection(_context),
            acoustic,
            new DistanceSection(_context),
            new TraceSection(_context),
            new PayloadSection(_context),
            new ContinuousSection(_context),
            new ReverberationSection(_context),
            new QualitySection(_context),
            listening,
            new CurvesSection(acoustic, listening),
        ];
        foreach (IReportSection section in sections)
        {
            section.Add(report, cancellationToken);
            HasMissed |= section.HasMissed;
        }

        return report;
    }
}
