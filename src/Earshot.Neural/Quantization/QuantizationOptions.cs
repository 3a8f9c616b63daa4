namespace Earshot.Neural.Quantization;

/// <summary>How weights are quantized.</summary>
public sealed class QuantizationOptions
{
    /// <summary>Bits per weight: 8, 4, 3 or 2. Default 8.</summary>
    public int Bits { get; init; } = 8;

    /// <summary>Where the levels lie. Default mid-tread.</summary>
    public QuantizationLevels Levels { get; init; } = QuantizationLevels.MidTread;

    /// <summary>Weights along a row that share a scale: a multiple of 32, or 0 for whole rows. Default 0.</summary>
    public int GroupLength { get; init; }

    /// <summary>What is clipped. Default nothing.</summary>
    public ClippingRule Clipping { get; init; } = ClippingRule.Largest;

    /// <summary>With <see cref="ClippingRule.Percentile"/>: per cent of the weights that are not clipped, above 50 to 100. Default 99.9.</summary>
    public double Percentile { get; init; } = 99.9;

    /// <summary>Throws one exception that lists everything that is wrong.</summary>
    /// <param name="parameterName">The parameter that carries the options.</param>
    /// <exception cref="ArgumentException">A property is out of its range.</exception>
    public void Validate(string parameterName)
    {
        var problems = new List<string>();
        if (Bits is not (8 or 4 or 3 or 2))
        {
            problems.Add($"{nameof(Bits)} is {Bits}, expected 8, 4, 3 or 2");
        }

        if (!Enum.IsDefined(Levels))
        {
            problems.Add($"{nameof(Levels)} is {Levels}, expected {nameof(QuantizationLevels.MidTread)} or {nameof(QuantizationLevels.MidRise)}");
        }

        if (GroupLength < 0 || GroupLength % 32 != 0)
        {
            problems.Add($"{nameof(GroupLength)} is {GroupLength}, expected a multiple of 32, or 0 for whole rows");
        }

        if (!Enum.IsDefined(Clipping))
        {
            problems.Add($"{nameof(Clipping)} is {Clipping}, expected {string.Join(", ", Enum.GetNames<ClippingRule>())}");
        }

        if (!(Percentile > 50 && Percentile <= 100))
        {
            problems.Add($"{nameof(Percentile)} is {Percentile}, expected above 50, at most 100");
        }

        if (problems.Count > 0)
        {
            throw new ArgumentException(string.Join("; ", problems), parameterName);
        }
    }
}
