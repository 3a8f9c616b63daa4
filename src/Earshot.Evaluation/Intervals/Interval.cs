namespace Earshot.Evaluation.Intervals;

/// <summary>An estimate and the range that holds the truth with a stated confidence.</summary>
/// <param name="Estimate">The figure itself.</param>
/// <param name="Low">Lower end.</param>
/// <param name="High">Upper end.</param>
/// <param name="Confidence">How often such an interval holds the truth, 0..1, usually 0.95.</param>
public readonly record struct Interval(double Estimate, double Low, double High, double Confidence)
{
    /// <summary>The interval of another unit: all three numbers times a factor above 0.</summary>
    /// <param name="factor">Such as 100, from a share to percent.</param>
    public Interval Scale(double factor) => new(Estimate * factor, Low * factor, High * factor, Confidence);

    internal static void CheckConfidence(double confidence)
    {
        if (!(confidence > 0 && confidence < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(confidence), confidence, "expected a confidence between 0 and 1, both excluded");
        }
    }
}
