using System.Globalization;
using Earshot.Neural;

namespace Earshot.Denoising.Network;

/// <summary>The sizes of a denoising network.</summary>
/// <param name="DenseUnits">Units of the first layer.</param>
/// <param name="ConvolutionUnits">Units of the convolution over time.</param>
/// <param name="ConvolutionTaps">Frames that the convolution sees, the present one and those before.</param>
/// <param name="RecurrentUnits">Units of each recurrent layer.</param>
/// <param name="RecurrentLayers">Recurrent layers, one behind the other.</param>
public sealed record DenoiserArchitecture(int DenseUnits, int ConvolutionUnits, int ConvolutionTaps, int RecurrentUnits, int RecurrentLayers)
{
    private const int MostUnits = 4096;

    /// <summary>About half a million weights.</summary>
    public static DenoiserArchitecture Small { get; } = new(96, 128, 3, 192, 2);

    /// <summary>About two million weights.</summary>
    public static DenoiserArchitecture Default { get; } = new(128, 256, 5, 256, 4);

    /// <summary>About eight million weights, the size of the article.</summary>
    public static DenoiserArchitecture Full { get; } = new(128, 512, 5, 560, 4);

    /// <summary>The architecture of a name.</summary>
    /// <param name="name"><c>small</c>, <c>default</c> or <c>full</c>.</param>
    /// <exception cref="ArgumentException">There is no such architecture.</exception>
    public static DenoiserArchitecture Named(string name) => name switch
    {
        "small" => Small,
        "default" => Default,
        "full" => Full,
        _ => throw new ArgumentException($"'{name}' is no architecture; small, default and full are", nameof(name)),
    };

    internal void Validate(string parameterName)
    {
        (string Name, int Value, int Most)[] sizes =
        [
            (nameof(DenseUnits), DenseUnits, MostUnits), (nameof(ConvolutionUnits), ConvolutionUnits, MostUnits), (nameof(ConvolutionTaps), ConvolutionTaps, 32),
            (nameof(RecurrentUnits), RecurrentUnits, MostUnits), (nameof(RecurrentLayers), RecurrentLayers, 16),
        ];
        string problems = string.Join("; ", sizes.Where(s => s.Value < 1 || s.Value > s.Most).Select(s => $"{s.Name} is {s.Value}; it should be 1 .. {s.Most}"));
        if (problems.Length > 0)
        {
            throw new ArgumentException(problems, parameterName);
        }
    }

    // The form in a model file's notes.
    internal string ToText() => string.Create(
        CultureInfo.InvariantCulture, $"{DenseUnits} {ConvolutionUnits} {ConvolutionTaps} {RecurrentUnits} {RecurrentLayers}");

    internal static DenoiserArchitecture Parse(string? text, string path)
    {
        var numbers = new List<int>();
        foreach (string part in (text ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            numbers.Add(int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : 0);
        }

        if (numbers.Count != 5 || numbers.Any(static n => n is < 1 or > MostUnits))
        {
            throw new ModelFormatException($"{path}: the note 'architecture' is '{text}'; five sizes were expected, as a denoiser's file has them");
        }

        return new DenoiserArchitecture(numbers[0], numbers[1], numbers[2], numbers[3], numbers[4]);
    }
}
