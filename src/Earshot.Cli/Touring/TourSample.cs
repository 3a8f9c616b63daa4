using Earshot.Signals;
using Earshot.Signals.Wave;

namespace Earshot.Cli.Touring;

/// <summary>The little advertisement inside the program; <c>Assets/make-sample.sh</c> made it.</summary>
internal static class TourSample
{
    private const string ResourceName = "Earshot.Cli.Assets.sample.wav";

    /// <summary>What is said in it.</summary>
    public const string Words = "Good morning begins with one word. Say hello to Tellia, the coffee machine that listens. Tellia.";

    /// <summary>Reads it.</summary>
    public static AudioBuffer Read()
    {
        Stream resource = typeof(TourSample).Assembly.GetManifestResourceStream(ResourceName)
            ?? throw new InvalidOperationException($"the program was built without {ResourceName}");
        using var reader = new WavReader(resource, "the embedded sample");
        return reader.ReadToEnd();
    }
}
