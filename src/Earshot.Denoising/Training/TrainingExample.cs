namespace Earshot.Denoising.Training;

/// <summary>A mixture as the network learns from it.</summary>
/// <param name="FrameCount">Frames, T.</param>
/// <param name="Features"><c>[T][FeatureVector.Length]</c>.</param>
/// <param name="Gains">Ideal gains, <c>[T][34]</c>.</param>
/// <param name="Strengths">Ideal strengths, <c>[T][34]</c>.</param>
/// <param name="Weights">How much a band counts, <c>[T][34]</c>.</param>
/// <param name="Voice">1 where there is a voice, <c>[T]</c>.</param>
internal sealed record TrainingExample(int FrameCount, float[] Features, float[] Gains, float[] Strengths, float[] Weights, float[] Voice);
