using Earshot.Evaluation.Reports;

namespace Earshot.Watermarking.Evaluation.Sections;

/// <summary>One part of the report: a heading, what was measured, its tables and pictures.</summary>
internal interface IReportSection
{
    /// <summary>Whether a figure to reach was missed, once <see cref="Add"/> has run.</summary>
    bool HasMissed { get; }

    /// <summary>Runs the trials and adds the part.</summary>
    /// <param name="report">Takes it.</param>
    /// <param name="cancellationToken">Stops between two trials.</param>
    void Add(Report report, CancellationToken cancellationToken);
}
