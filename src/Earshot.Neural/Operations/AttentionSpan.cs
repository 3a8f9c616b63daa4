namespace Earshot.Neural.Operations;

/// <summary>Which frames a frame may attend to.</summary>
/// <param name="Left">Frames back, 0 or more; <see cref="int.MaxValue"/> for all.</param>
/// <param name="Right">Frames ahead, 0 or more; 0 can stream without delay.</param>
public readonly record struct AttentionSpan(int Left, int Right)
{
    /// <summary>All frames of the example.</summary>
    public static AttentionSpan Unlimited { get; } = new(int.MaxValue, int.MaxValue);

    internal int First(int frame) => Left > frame ? 0 : frame - Left;

    // One past the last.
    internal int End(int frame, int frames) => Right >= frames - frame - 1 ? frames : frame + Right + 1;
}
